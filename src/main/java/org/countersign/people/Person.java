package org.countersign.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.Access;
import org.countersign.governance.AccountRecord;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.Source;
import org.countersign.identity.Link;
import org.countersign.identity.Suggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Comparison;
import org.countersign.snapshot.Since;

/// Everything that is known of one identity, or of an account that nobody stands behind.
///
/// @param source where `who` is: an IdP, or the app of an unmatched account
/// @param gone when the last snapshot was taken that has them, where the current one has not
/// @param manager the name of the manager, where the IdP tells who that is
/// @param nobody when a person said that nobody stands behind the account
/// @param record what the governance file says of an account that is no person's
/// @param matched whether the links are those of the current snapshots
public record Person(
        Source source,
        UserResource who,
        Optional<Instant> gone,
        Optional<String> manager,
        Optional<Instant> nobody,
        Optional<AccountRecord> record,
        Instant asOf,
        boolean matched,
        List<Held> accounts,
        List<Question> questions,
        List<AccessHeld> access,
        List<Allowed> exceptions,
        List<Past> history) {
    /// Copies the lists.
    public Person {
        accounts = List.copyOf(accounts);
        questions = List.copyOf(questions);
        access = List.copyOf(access);
        exceptions = List.copyOf(exceptions);
        history = List.copyOf(history);
    }

    /// Whether it is an identity; else an account without one.
    public boolean identity() {
        return source.kind() == Source.Kind.IDP;
    }

    /// `SOURCE/ID`, by which one gets here.
    public String key() {
        return source.id() + "/" + who.id();
    }

    /// An account, and what links it.
    ///
    /// @param link absent for the identity itself, and for an account without one
    /// @param linkedSince since when both have said the same
    /// @param privileges what makes it privileged, by name
    public record Held(
            Source source,
            UserResource account,
            Optional<Link> link,
            Optional<Since> linkedSince,
            List<String> privileges) {
        /// Copies the list.
        public Held {
            privileges = List.copyOf(privileges);
        }
    }

    /// A link that a key would make, were it not that it gives several; a person answers it.
    ///
    /// @param account of `source`, by what it is called
    /// @param candidates the identities
    public record Question(Source source, Named account, Suggestion suggestion, List<Named> candidates) {
        /// Copies the list.
        public Question {
            candidates = List.copyOf(candidates);
        }
    }

    /// By id and name.
    public record Named(String id, String label) {}

    /// Something that an account holds, and why.
    ///
    /// @param id of the group, or the value of the role or entitlement
    /// @param way within the source, from the group that lists the account; only the group itself where it lists it
    public record AccessHeld(
            Source source,
            String account,
            Access.Kind kind,
            String id,
            String label,
            List<String> way,
            Why why,
            Optional<Since> since,
            boolean privileged) {
        /// Copies the way.
        public AccessHeld {
            way = List.copyOf(way);
        }
    }

    /// Why an account holds something.
    public sealed interface Why {
        /// A mapping grants it to the identity.
        ///
        /// @param via groups of the IdP, from the one that lists the identity to the mapped one
        record Mapped(String mapping, List<String> via) implements Why {
            /// Copies the list.
            public Mapped {
                via = List.copyOf(via);
            }
        }

        /// No mapping grants it: somebody added it in the app.
        record AddedInApp() implements Why {}

        /// An exception allows it.
        record Allowed(String exception) implements Why {}

        /// The IdP's own group: membership is the reason.
        record Member() implements Why {}

        /// The IdP does not tell who is in its groups.
        record NotTold() implements Why {}
    }

    /// An exception that names one of the accounts.
    ///
    /// @param holds whether it does on the day that is looked at
    public record Allowed(Source source, ExceptionRecord exception, boolean holds) {}

    /// What changed at one source from one snapshot to the next.
    ///
    /// @param account whose it is, by what it is called
    public record Past(Source source, Named account, Comparison comparison) {}
}
