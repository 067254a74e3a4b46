package dev.kafkalab.labs.content.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafkalab.labs.content.verify.Store;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every piece of the platform is killed with -9 once. Many kills, and restarts of stores: {@code scripts/torture content}. */
@SandboxTest(
        servers = {ServerKind.KAFKA, ServerKind.MYSQL, ServerKind.REDIS, ServerKind.MONGO, ServerKind.ELASTICSEARCH})
class ContentTortureIT {
    private static ContentTorture torture(Sandbox sandbox, int posts) {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed " + seed);
        return new ContentTorture(sandbox, posts, 1, 0, seed, System.out::println);
    }

    @Test
    void allStoresAgreeHoweverOftenPiecesAreKilled(Sandbox sandbox) throws Exception {
        ContentTorture.Result result = torture(sandbox, 300).run();
        System.out.println(result);
        assertThat(result.holds()).as(result.toString()).isTrue();
        assertThat(result.kills())
                .allSatisfy((piece, kills) -> assertThat(kills).isEqualTo(1));
    }

    @Test
    void aCacheThatComparesNoVersionsIsConvicted(Sandbox sandbox) throws Exception {
        ContentTorture.Result result = torture(sandbox, 100).runCarelessly();
        System.out.println(result);
        assertThat(result.differences())
                .extracting(difference -> difference.store())
                .contains(Store.REDIS)
                .doesNotContain(Store.ORIGINAL, Store.INSPECTED, Store.MONGODB, Store.ELASTICSEARCH);
    }
}
