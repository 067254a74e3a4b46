package dev.kafkalab.labs.logs.parse;

/** Tells addresses from names, as a field of type {@code ip} in Elasticsearch does. */
final class IpAddress {
    private IpAddress() {}

    static boolean is(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return isV6(text, from, to);
            }
        }
        return isV4(text, from, to);
    }

    private static boolean isV4(byte[] text, int from, int to) {
        int numbers = 0;
        int value = -1;
        for (int i = from; i <= to; i++) {
            if (i == to || text[i] == '.') {
                if (value < 0 || value > 255) {
                    return false;
                }
                numbers++;
                value = -1;
            } else if (text[i] >= '0' && text[i] <= '9' && value <= 255 && value != 0) {
                value = Math.max(value, 0) * 10 + text[i] - '0';
            } else {
                return false;
            }
        }
        return numbers == 4;
    }

    /** RFC 4291, 2.2; without a zone. */
    private static boolean isV6(byte[] text, int from, int to) {
        int groups = 0;
        int digits = 0;
        boolean gap = false;
        int i = from;
        while (i < to) {
            byte b = text[i];
            if (b == ':') {
                if (i + 1 < to && text[i + 1] == ':') {
                    if (gap) {
                        return false;
                    }
                    gap = true;
                    i++;
                } else if (digits == 0 || i + 1 == to) {
                    return false;
                }
                digits = 0;
                i++;
            } else if (Character.digit(b, 16) >= 0) {
                if (digits == 0) {
                    if (isV4(text, i, to)) {
                        return gap ? groups <= 5 : groups == 6;
                    }
                    groups++;
                }
                digits++;
                if (digits > 4) {
                    return false;
                }
                i++;
            } else {
                return false;
            }
        }
        return gap ? groups <= 7 : groups == 8;
    }
}
