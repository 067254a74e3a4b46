/** Takes lines apart: the access logs of Apache and Tomcat by scanning bytes, everything else by grok. */
@NullMarked
package dev.kafkalab.labs.logs.parse;

import org.jspecify.annotations.NullMarked;
