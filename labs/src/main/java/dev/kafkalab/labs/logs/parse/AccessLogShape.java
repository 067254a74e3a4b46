package dev.kafkalab.labs.logs.parse;

/** How lines of an access log go on after the bytes sent. */
public enum AccessLogShape {
    /** Not at all: Apache's {@code %h %l %u %t "%r" %>s %b}. */
    COMMON,
    /** With referer and agent. */
    COMBINED,
    /** With the microseconds it took, referer and agent: Tomcat's {@code %h %l %u %t "%r" %s %b %D "%{Referer}i" "%{User-Agent}i"}. */
    TOMCAT
}
