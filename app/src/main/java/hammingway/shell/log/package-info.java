/** What the program tells of itself in the window: its log, its memory, diagnostics, versions and citation. */
@NullMarked
package hammingway.shell.log;

import org.jspecify.annotations.NullMarked;
