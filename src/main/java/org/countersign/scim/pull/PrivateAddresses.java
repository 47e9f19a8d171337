package org.countersign.scim.pull;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Addresses that no service on the internet has: this machine, its links and networks (the IANA special-purpose
/// registries), also where they are packed into IPv6.
final class PrivateAddresses {
    private PrivateAddresses() {}

    static boolean holds(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? fourth(bytes, 0) : sixth(bytes);
    }

    private static boolean fourth(byte[] bytes, int from) {
        int first = bytes[from] & 0xff;
        int second = bytes[from + 1] & 0xff;
        int third = bytes[from + 2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> second >= 64 && second < 128;
            case 169 -> second == 254;
            case 172 -> second >= 16 && second < 32;
            case 192 -> second == 168 || (second == 0 && (third == 0 || third == 2));
            case 198 -> second == 18 || second == 19 || (second == 51 && third == 100);
            case 203 -> second == 0 && third == 113;
            default -> first >= 224;
        };
    }

    private static boolean sixth(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return true;
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return fourth(bytes, 2); // 6to4
        }
        // IPv4-compatible and NAT64 (RFC 6052), with the IPv4 address at the end
        boolean packed = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) || startsWith(bytes, 0, 0x64, 0xff, 0x9b);
        return packed && fourth(bytes, 12);
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
