package dev.kafkalab.labs.coupon.lab;

import dev.kafkalab.labs.coupon.CouponNames;
import dev.kafkalab.labs.coupon.CouponStores;
import dev.kafkalab.labs.frame.LabSite;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the things of a run are called, in this process and in its children.
 *
 * @param prefix of the run
 */
record Names(String prefix) {
    /** The one event of each way. */
    static final long EVENT = 1;

    static Names of(LabSite site) {
        return new Names(site.prefix());
    }

    /** Of a way that is kafka-lab's own. */
    CouponNames system(String what) {
        return CouponNames.of(prefix + what + "-");
    }

    /** Where the five ways put coupons. */
    String coupons(Way way) {
        return way == Way.REDIS_KAFKA ? system(way.toString()).couponTable() : plain(way + "-coupon");
    }

    /** Where MySQL counts. */
    String counter(Way way) {
        return plain(way + "-counter");
    }

    String measures() {
        return plain("measures");
    }

    private String plain(String what) {
        return (prefix + what).replace('-', '_');
    }

    /** A key in Redis. */
    String key(Way way) {
        return plain(way.toString());
    }

    /** Where the way of one's own making keeps its counter. */
    String handmadeKey() {
        return plain("handmade");
    }

    String handmadeTopic() {
        return prefix + "handmade";
    }

    /** Of the exercise with the kill. */
    CouponNames killed() {
        return system("killed");
    }

    List<String> tables() {
        CouponNames ours = system(Way.REDIS_KAFKA.toString());
        CouponNames killed = killed();
        return Stream.concat(
                        Arrays.stream(Way.values()).flatMap(way -> Stream.of(coupons(way), counter(way))),
                        Stream.of(
                                measures(),
                                ours.eventTable(),
                                ours.fenceTable(),
                                killed.couponTable(),
                                killed.eventTable(),
                                killed.fenceTable()))
                .toList();
    }

    List<String> keys() {
        return Stream.concat(
                        Arrays.stream(Way.values()).flatMap(way -> Stream.of(key(way), key(way) + "_users")),
                        Stream.concat(
                                Stream.of(handmadeKey(), handmadeKey() + "_users"),
                                Stream.of(system(Way.REDIS_KAFKA.toString()), killed())
                                        .flatMap(names -> Stream.of(names.eventKey(EVENT), names.pendingKey(EVENT)))))
                .toList();
    }

    static CouponStores stores(LabSite site, DataSource database, CouponNames names) {
        return new CouponStores(site.clientProperties(), database, redis(site), names);
    }

    static URI redis(LabSite site) {
        return URI.create(site.store("KAFKA_LAB_REDIS_URL"));
    }

    static URI redis(Map<String, String> stores) {
        String url = stores.get("KAFKA_LAB_REDIS_URL");
        if (url == null) {
            throw new IllegalStateException("nothing says where Redis is");
        }
        return URI.create(url);
    }
}
