package dev.kafkalab.dedup.jdbc;

import dev.kafkalab.dedup.CrashContract;
import dev.kafkalab.dedup.CrashPoint;
import dev.kafkalab.dedup.Shop;
import dev.kafkalab.sandbox.Sandbox;
import dev.kafkalab.sandbox.ServerKind;
import dev.kafkalab.sandbox.junit.SandboxTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

@SandboxTest(servers = {ServerKind.MYSQL, ServerKind.REDIS})
class JdbcInboxCrashIT extends CrashContract {
    private final Sandbox sandbox;
    private final JdbcShop shop;

    JdbcInboxCrashIT(Sandbox sandbox) throws SQLException {
        this.sandbox = sandbox;
        this.shop = JdbcShop.of(sandbox.exports());
        JdbcShop.makeTables(shop);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Override
    protected String name() {
        return "jdbc";
    }

    @Override
    protected Sandbox sandbox() {
        return sandbox;
    }

    @Override
    protected Shop shop() {
        return shop;
    }

    /** Exactly once, wherever. */
    @Override
    protected long effectsAfterKill(CrashPoint point) {
        return 1;
    }
}
