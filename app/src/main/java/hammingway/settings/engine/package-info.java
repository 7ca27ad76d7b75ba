/** The page of devices and engine: what this machine computes with, what else could be used, and how many threads serve it best. */
@NullMarked
package hammingway.settings.engine;

import org.jspecify.annotations.NullMarked;
