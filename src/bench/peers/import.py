"""The same export into plain tables with Python's json and sqlite3: import.py FOLDER DATABASE"""
import json
import os
import sqlite3
import sys

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
folder, database = sys.argv[1:3]
if os.path.exists(database):
    os.remove(database)
db = sqlite3.connect(database, isolation_level=None)
db.execute("PRAGMA journal_mode=OFF")
db.execute("PRAGMA synchronous=OFF")
db.execute("BEGIN")
db.execute(
    "CREATE TABLE account (id, external_id, user_name, display_name, given, family, title, user_type, active, email,"
    " employee_number, cost_center, division, department, manager, created, modified)"
)
db.execute("CREATE TABLE member_group (number INTEGER PRIMARY KEY, id, display_name)")
db.execute("CREATE TABLE membership (number INTEGER, member TEXT)")


def users():
    with open(folder + "/Users.ndjson", "rb") as lines:
        for line in lines:
            user = json.loads(line)
            name, meta, work = user["name"], user["meta"], user[ENTERPRISE]
            email = next((one for one in user["emails"] if one.get("primary")), user["emails"][0])
            yield (
                user["id"], user["externalId"], user["userName"], user["displayName"], name["givenName"],
                name["familyName"], user["title"], user["userType"], user["active"], email["value"],
                work["employeeNumber"], work["costCenter"], work["division"], work["department"],
                work["manager"]["value"], meta["created"], meta["lastModified"],
            )


def memberships():
    with open(folder + "/Groups.ndjson", "rb") as lines:
        for number, line in enumerate(lines):
            group = json.loads(line)
            db.execute("INSERT INTO member_group VALUES (?, ?, ?)", (number, group["id"], group["displayName"]))
            for member in group["members"]:
                yield number, member["value"]


db.executemany("INSERT INTO account VALUES (" + ",".join("?" * 17) + ")", users())
db.executemany("INSERT INTO membership VALUES (?, ?)", memberships())
for index in (
    "UNIQUE INDEX by_id ON account (id)",
    "INDEX by_name ON account (lower(user_name))",
    "INDEX by_external ON account (external_id)",
    "INDEX by_email ON account (lower(email))",
    "INDEX by_member ON membership (member)",
):
    db.execute("CREATE " + index)
db.execute("COMMIT")
print(db.execute("SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM membership)").fetchone())
