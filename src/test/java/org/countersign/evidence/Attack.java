package org.countersign.evidence;

/// One way to deceive an auditor, made from a bundle that is genuine.
///
/// @param name what is done, in the words of VERIFY.md
/// @param reason part of the sentence with which `evidence verify` must refuse it
/// @param sight whether VERIFY.sh, which has only a shell, openssl and what `unzip` left, can notice
/// @param making makes it
record Attack(String name, String reason, Sight sight, Making making) {
    /// What the script can see.
    enum Sight {
        /// It refuses.
        SEEN,
        /// It cannot: VERIFY.md says so.
        UNSEEN
    }

    /// What an auditor is handed.
    ///
    /// @param trust certificates that the auditor trusts, as PEM
    record Made(byte[] bundle, String trust) {}

    /// The strongest version of the attack.
    interface Making {
        Made make(Scene scene) throws Exception;
    }

    /// The same, of a forgery that is packed as it must be.
    interface Forging {
        Forgery make(Scene scene) throws Exception;
    }

    /// Done to the bytes.
    interface Changing {
        byte[] make(Scene scene) throws Exception;
    }

    static Attack seen(String name, String reason, Forging forging) {
        return forged(name, reason, Sight.SEEN, forging);
    }

    static Attack unseen(String name, String reason, Forging forging) {
        return forged(name, reason, Sight.UNSEEN, forging);
    }

    private static Attack forged(String name, String reason, Sight sight, Forging forging) {
        return new Attack(name, reason, sight, scene -> scene.made(forging.make(scene)));
    }

    static Attack bytes(String name, String reason, Sight sight, Changing changing) {
        return new Attack(name, reason, sight, scene -> new Made(changing.make(scene), scene.trust()));
    }

    @Override
    public String toString() {
        return name;
    }
}
