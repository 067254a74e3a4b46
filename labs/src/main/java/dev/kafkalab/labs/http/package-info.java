/**
 * How the systems are reached over HTTP: a server, routes, JSON, problems with a form of their own (RFC 9457), an access log, and
 * one OpenAPI document with its page. A system contributes an {@link dev.kafkalab.labs.http.HttpApi}.
 */
@NullMarked
package dev.kafkalab.labs.http;

import org.jspecify.annotations.NullMarked;
