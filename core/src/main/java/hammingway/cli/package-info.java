/** The command line: parses, calls, prints. Everything the window does can be done here. */
@NullMarked
package hammingway.cli;

import org.jspecify.annotations.NullMarked;
