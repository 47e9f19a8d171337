package org.countersign.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.governance.Access;
import org.countersign.governance.AccountRecord;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.Source;
import org.countersign.identity.AccountStates;
import org.countersign.identity.Correlation;
import org.countersign.identity.Correlation.Linked;
import org.countersign.identity.IdentityIndex;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.StoredAccounts;
import org.countersign.text.Formats;

/// An app as of an instant, with everything that rules ask of it: who stands behind an account, what is
/// privileged, what is mapped, what is allowed by hand.
public final class AppState {
    private final SourceState state;
    private final Optional<IdpState> idp;
    private final Correlation correlation;
    private final List<ResolvedMapping> mappings;
    private final List<String> applications;
    private final List<AccountRecord> records;
    private final LoggedProvisioning provisioning;
    private final List<ExceptionRecord> exceptions;
    private final Set<String> owned = new HashSet<>();
    private final Set<String> breakglass = new HashSet<>();
    private final Map<String, List<ExceptionRecord>> inForce = new HashMap<>();
    private final IdentityIndex accountsByName;
    private final Privileges privileges;

    AppState(
            SourceState state,
            Optional<IdpState> idp,
            Correlation correlation,
            List<ResolvedMapping> mappings,
            Set<String> applications,
            LoggedProvisioning provisioning,
            List<AccountRecord> records,
            List<ExceptionRecord> exceptions,
            Set<String> exceptionsInForce,
            Owners owners) {
        this.state = state;
        this.idp = idp;
        this.correlation = correlation;
        this.mappings = List.copyOf(mappings);
        this.applications = applications.stream().sorted().toList();
        this.records = List.copyOf(records);
        this.provisioning = provisioning;
        this.exceptions = List.copyOf(exceptions);
        this.accountsByName = new IdentityIndex(
                state.accounts().states(),
                IntStream.of(state.accounts().rows()).filter(row -> row > 0).toArray());
        this.privileges = new Privileges(state);
        records.stream()
                .filter(entry -> entry.kind().equals("breakglass"))
                .forEach(entry -> breakglass.addAll(accountsNamed(entry.account())));
        records.stream()
                .filter(entry -> entry.owner().filter(owners::active).isPresent())
                .forEach(entry -> owned.addAll(accountsNamed(entry.account())));
        exceptions.stream()
                .filter(exception -> exceptionsInForce.contains(exception.id()))
                .forEach(exception -> accountsNamed(exception.account())
                        .forEach(account -> inForce.computeIfAbsent(account, _ -> new ArrayList<>(1))
                                .add(exception)));
    }

    /// Who counts as an active owner for records of this source.
    interface Owners {
        boolean active(String text);
    }

    /// As a source.
    public SourceState state() {
        return state;
    }

    /// Its record.
    public Source source() {
        return state.source();
    }

    /// Its id.
    public String id() {
        return state.id();
    }

    /// Its authoritative IdP, where it names one that is known.
    public Optional<IdpState> idp() {
        return idp;
    }

    /// Links and suggestions.
    public Correlation correlation() {
        return correlation;
    }

    /// The mappings into this app.
    public List<ResolvedMapping> mappings() {
        return mappings;
    }

    /// The applications of its IdP that stand for it, by id.
    public List<String> applications() {
        return applications;
    }

    /// The accounts of this app that are recorded as no person's.
    public List<AccountRecord> records() {
        return records;
    }

    /// What provisioning logs say of it.
    public LoggedProvisioning provisioning() {
        return provisioning;
    }

    /// The exceptions of this app, in force or not.
    public List<ExceptionRecord> exceptions() {
        return exceptions;
    }

    /// Accounts of the current snapshot that a record means, by id or userName.
    public List<String> accountsNamed(String text) {
        StoredAccounts accounts = state.accounts();
        if (accounts.containsKey(text)) {
            return List.of(text);
        }
        int[] rows = accountsByName.byUserName(accounts.hasher().of(Formats.folded(text)));
        return IntStream.of(rows)
                .mapToObj(row -> accounts.id(accounts.states().number(row)))
                .sorted()
                .toList();
    }

    /// Active accounts without anybody at the IdP.
    public Iterable<UserResource> activeWithoutIdentity() {
        return active(number -> !correlation.isLinked(number));
    }

    /// Active accounts of identities that are gone.
    public Iterable<UserResource> activeOfDeparted() {
        return active(correlation::isDeparted);
    }

    /// Active accounts of identities of the current IdP snapshot that are inactive.
    public Iterable<UserResource> activeOfInactive() {
        return active(this::hasInactiveIdentity);
    }

    /// Active accounts that hold a privilege, and identities that are active.
    public Iterable<UserResource> activePrivileged() {
        return active(number -> privileges.maybe(number) && hasActiveIdentity(number));
    }

    /// Active accounts of a kind that needs an owner.
    public Iterable<UserResource> activeNotPersonal() {
        return active(number ->
                state.accounts().states().kind(state.accounts().row(number)).needsOwner());
    }

    /// Active accounts of which the snapshot tells a last sign-in before an instant.
    public Iterable<UserResource> activeUnusedSince(Instant instant) {
        return active(number -> state.accounts()
                .lastSignIn(number)
                .filter(at -> at.isBefore(instant))
                .isPresent());
    }

    /// Active accounts whose active identity may tell another value of an attribute that is compared: all that do, and
    /// hardly another.
    public Iterable<UserResource> activeUnlikeIdentity() {
        if (idp.isEmpty()) {
            return List.of();
        }
        StoredAccounts identities = idp.get().state().accounts();
        var compared = AccountStates.compared(source().compare());
        return active(number -> hasActiveIdentity(number)
                && state.accounts()
                        .states()
                        .differs(
                                state.accounts().row(number),
                                identities.states(),
                                identities.row(correlation.identity(number)),
                                compared));
    }

    /// Accounts in any group that are inactive, or whose identity is inactive or departed.
    public Iterable<UserResource> staleMembers() {
        StoredAccounts accounts = state.accounts();
        return each(number -> accounts.row(number) != 0
                && (!accounts.isActive(number) || correlation.isDeparted(number) || hasInactiveIdentity(number))
                && state.memberships().groupsOf(number).length > 0);
    }

    private Iterable<UserResource> active(IntPredicate which) {
        return each(number -> state.accounts().isActive(number) && which.test(number));
    }

    private Iterable<UserResource> each(IntPredicate which) {
        int[] numbers =
                IntStream.range(1, state.accounts().rows().length).filter(which).toArray();
        return state.accounts().each(numbers, this::expect);
    }

    /// Reads many accounts and who is behind them together, before they are asked for one by one.
    public void expect(int[] accounts) {
        state.accounts().expect(accounts);
        idp.ifPresent(known -> known.state()
                .accounts()
                .expect(IntStream.of(accounts).map(correlation::identity).toArray()));
    }

    private boolean hasInactiveIdentity(int account) {
        return idp.map(known -> known.state().accounts())
                .filter(identities -> {
                    int row = correlation.isDeparted(account) ? 0 : identities.row(correlation.identity(account));
                    return row != 0 && identities.states().activity(row) == Activity.INACTIVE;
                })
                .isPresent();
    }

    private boolean hasActiveIdentity(int account) {
        return idp.filter(known -> !correlation.isDeparted(account)
                        && known.state().accounts().isActive(correlation.identity(account)))
                .isPresent();
    }

    /// Whether one of these mappings grants its access to the identity behind an account.
    ///
    /// @param account its number
    public boolean isGranted(int account, List<ResolvedMapping> by) {
        int identity = correlation.identity(account);
        return by.stream().anyMatch(mapping -> mapping.members().contains(identity));
    }

    /// The identity that an account is linked to, where it is in the current IdP snapshot.
    public Optional<UserResource> currentIdentity(String accountId) {
        return correlation
                .linked(accountId)
                .filter(link -> !link.departed())
                .flatMap(link -> idp.map(known -> known.state().accounts().get(link.identityId())));
    }

    /// Whether an active identity stands behind the account.
    public boolean hasActiveIdentity(String accountId) {
        return currentIdentity(accountId)
                .filter(identity -> idp.orElseThrow().active(identity.id()))
                .isPresent();
    }

    /// For a finding: the identity behind an account, current or departed.
    public Optional<Finding.IdentityRef> identityRef(String accountId) {
        return correlation.linked(accountId).map(Linked::identityId).flatMap(this::refOf);
    }

    /// For a finding: an identity by id.
    public Optional<Finding.IdentityRef> refOf(String identityId) {
        return idp.map(known -> new Finding.IdentityRef(
                known.state().id(),
                identityId,
                known.identity(identityId).map(UserResource::label).orElse(identityId)));
    }

    /// Whether the governance file records an active owner for the account.
    public boolean owned(String accountId) {
        return owned.contains(accountId);
    }

    /// Whether the governance file records the account as break-glass.
    public boolean breakglass(String accountId) {
        return breakglass.contains(accountId);
    }

    /// What makes an account privileged: roles and entitlements by their values, groups by id.
    public List<Access> privileges(UserResource account) {
        return privileges.of(account);
    }

    /// Whether an account of the current snapshot is privileged.
    public boolean privileged(String accountId) {
        return privileges.privileged(accountId);
    }

    /// Whether the members of every privileged group are told.
    public boolean privilegesTold() {
        return privileges.told();
    }

    /// Whether a group is on the privileged list.
    public boolean privilegedGroup(String groupId) {
        return privileges.group(groupId);
    }

    /// Whether an access that somebody named means what is held.
    ///
    /// @param held as from [#privileges]: a group by id
    public boolean means(Access named, Access held, UserResource account) {
        if (named.kind() != held.kind()) {
            return false;
        }
        return switch (held.kind()) {
            case GROUP -> state.references().resolve(named.name()).equals(Optional.of(held.name()));
            case ROLE ->
                account.roles().stream().anyMatch(role -> role.value().equals(held.name()) && role.is(named.name()));
            case ENTITLEMENT ->
                account.entitlements().stream()
                        .anyMatch(one -> one.value().equals(held.name()) && one.is(named.name()));
        };
    }

    /// Mappings that grant what is held, broken ones left out.
    public List<ResolvedMapping> granting(Access held, UserResource account) {
        return mappings.stream()
                .filter(mapping -> !mapping.broken() && means(mapping.mapping().access(), held, account))
                .toList();
    }

    /// Mappings into an app group.
    public List<ResolvedMapping> into(String groupId) {
        return mappings.stream()
                .filter(mapping -> mapping.appGroup().equals(Optional.of(groupId)))
                .toList();
    }

    /// Whether the account holds an access that somebody named.
    public boolean holds(UserResource account, Access named) {
        return switch (named.kind()) {
            case ROLE -> account.roles().stream().anyMatch(role -> role.is(named.name()));
            case ENTITLEMENT -> account.entitlements().stream().anyMatch(one -> one.is(named.name()));
            case GROUP ->
                state.references()
                        .resolve(named.name())
                        .filter(group -> state.memberships().effective(group).contains(account.id()))
                        .isPresent();
        };
    }

    /// Whether an exception's access exists: the account is there, active, and holds what is named.
    public boolean accessExists(ExceptionRecord exception) {
        return accountsNamed(exception.account()).stream()
                .filter(state::active)
                .map(id -> Objects.requireNonNull(state.accounts().get(id)))
                .anyMatch(account ->
                        exception.access().map(access -> holds(account, access)).orElse(true));
    }

    /// Exceptions in force for an account, by id.
    public List<ExceptionRecord> inForce(String accountId) {
        return List.copyOf(inForce.getOrDefault(accountId, List.of()));
    }

    /// The exception in force that allows the account as a whole; of several, the smallest id.
    public Optional<String> allowedWhole(String accountId) {
        return smallest(inForce(accountId).stream()
                .filter(exception -> exception.access().isEmpty()));
    }

    /// The exception in force that allows the account as a whole or one access of it; of several, the
    /// smallest id.
    public Optional<String> allowed(UserResource account, Access held) {
        return smallest(inForce(account.id()).stream()
                .filter(exception -> exception.access().isEmpty() || names(exception, held, account)));
    }

    /// The exception in force that allows the account as a whole, or, where exceptions together name every
    /// one of `held`, one of these; of several, the smallest id.
    public Optional<String> allowed(UserResource account, List<Access> held) {
        List<ExceptionRecord> naming = inForce(account.id()).stream()
                .filter(exception -> held.stream().anyMatch(one -> names(exception, one, account)))
                .toList();
        boolean all =
                held.stream().allMatch(one -> naming.stream().anyMatch(exception -> names(exception, one, account)));
        return smallest(inForce(account.id()).stream()
                .filter(exception -> exception.access().isEmpty() || (all && naming.contains(exception))));
    }

    private boolean names(ExceptionRecord exception, Access held, UserResource account) {
        return exception.access().filter(named -> means(named, held, account)).isPresent();
    }

    private static Optional<String> smallest(Stream<ExceptionRecord> exceptions) {
        return exceptions.map(ExceptionRecord::id).min(Comparator.naturalOrder());
    }
}
