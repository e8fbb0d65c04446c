package org.coetracker.bench.floor;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDv7, as in the service: new rows go to the end of the index. */
final class Ids {
    private Ids() {}

    static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}
