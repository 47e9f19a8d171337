package org.countersign.scim.pull;

import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// What is said of an answer that is of no use. The server's own words are left out: whoever answers could put
/// the token, or anything, into them.
final class Refusals {
    private static final String SIGN_IN = "Is the endpoint right, and reachable without signing in?";

    private Refusals() {}

    /// Of a status that is not 200.
    ///
    /// @throws SurroundingsException where the server failed, or is too busy
    static RefusedException status(Answer answer) {
        int status = answer.status();
        String place = answer.place();
        if (status == 429 || status >= 500) {
            throw new SurroundingsException(place + ": The server " + (status == 429 ? "is too busy" : "failed") + " ("
                    + status + "), also when asked again. Nothing was changed; try later.");
        }
        if (status >= 300 && status < 400 && status != 304) {
            String to = answer.elsewhere();
            return new RefusedException(
                    place,
                    "The server sends us elsewhere" + (to.isEmpty() ? "" : ", to " + to) + " (" + status
                            + "), and a token follows nobody.",
                    "Put the final address into the governance file.");
        }
        return switch (status) {
            case 401 ->
                new RefusedException(
                        place, "The server does not accept the token (401).", "Has it expired? Make a new one there.");
            case 403 ->
                new RefusedException(
                        place, "The token may not read this (403).", "Give it the right to read users and groups.");
            case 407 ->
                new RefusedException(
                        place,
                        "The proxy wants another name and password (407).",
                        "Put them into HTTPS_PROXY, as in http://name:password@proxy.example.com:3128.");
            case 404 ->
                new RefusedException(
                        place, "There is nothing at this address (404).", "The endpoint often ends in /scim/v2.");
            default ->
                new RefusedException(
                        place,
                        "The server refuses the question (" + status + ").",
                        "Try another paging, pageSize or listBy in the governance file.");
        };
    }

    /// Of an answer that claims success and is not what was asked for.
    static void form(Answer answer) throws RefusedException {
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(
                    answer.place(),
                    "The answer is compressed, which was not asked for: a bomb looks like this.",
                    "Have compression turned off for this endpoint.");
        }
        String type = answer.mediaType();
        if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
            throw html(answer.place());
        }
        if (!type.isEmpty() && !type.equals("application/json") && !type.endsWith("+json")) {
            throw new RefusedException(answer.place(), "The answer is no JSON by its content type.", SIGN_IN);
        }
    }

    static RefusedException html(String place) {
        return new RefusedException(place, "The answer is HTML, not JSON: a sign-in page looks like this.", SIGN_IN);
    }

    static RefusedException cap(String place, String what) {
        return new RefusedException(
                place, "The server " + what + ".", "Is this the right endpoint? Nothing sensible is that large.");
    }
}
