// The same export into plain tables with JSON.parse and node:sqlite (Node 24): import.mjs FOLDER DATABASE
import fs from 'node:fs';
import readline from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const [, , folder, database] = process.argv;
fs.rmSync(database, { force: true });
const db = new DatabaseSync(database);
db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;'
    + 'CREATE TABLE account (id, external_id, user_name, display_name, given, family, title, user_type, active, email,'
    + ' employee_number, cost_center, division, department, manager, created, modified);'
    + 'CREATE TABLE member_group (number INTEGER PRIMARY KEY, id, display_name);'
    + 'CREATE TABLE membership (number INTEGER, member TEXT)');
const account = db.prepare('INSERT INTO account VALUES (' + '?,'.repeat(16) + '?)');
const group = db.prepare('INSERT INTO member_group VALUES (?, ?, ?)');
const membership = db.prepare('INSERT INTO membership VALUES (?, ?)');
const lines = file => readline.createInterface({
    input: fs.createReadStream(`${folder}/${file}`, { highWaterMark: 1 << 20 }), crlfDelay: Infinity });

for await (const line of lines('Users.ndjson')) {
    const user = JSON.parse(line);
    const { name, meta, [ENTERPRISE]: work } = user;
    const email = user.emails.find(one => one.primary) ?? user.emails[0];
    account.run(user.id, user.externalId, user.userName, user.displayName, name.givenName, name.familyName,
        user.title, user.userType, user.active ? 1 : 0, email.value, work.employeeNumber, work.costCenter,
        work.division, work.department, work.manager.value, meta.created, meta.lastModified);
}
let number = 0;
for await (const line of lines('Groups.ndjson')) {
    const one = JSON.parse(line);
    group.run(++number, one.id, one.displayName);
    for (const member of one.members) {
        membership.run(number, member.value);
    }
}
db.exec('CREATE UNIQUE INDEX by_id ON account (id); CREATE INDEX by_name ON account (lower(user_name));'
    + 'CREATE INDEX by_external ON account (external_id); CREATE INDEX by_email ON account (lower(email));'
    + 'CREATE INDEX by_member ON membership (member); COMMIT');
console.log(db.prepare('SELECT (SELECT count(*) FROM account) a, (SELECT count(*) FROM membership) m').get());
