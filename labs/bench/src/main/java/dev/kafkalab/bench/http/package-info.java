/** What the HTTP frame costs beside the bare server below it; and a load of requests, for every benchmark that needs one. */
@NullMarked
package dev.kafkalab.bench.http;

import org.jspecify.annotations.NullMarked;
