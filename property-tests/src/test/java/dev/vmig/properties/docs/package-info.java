/**
 * The documents that are generated, compared with what is committed. {@code mvn -pl property-tests -am test
 * -Dvmig.docs=write} writes them.
 */
@NullMarked
package dev.vmig.properties.docs;

import org.jspecify.annotations.NullMarked;
