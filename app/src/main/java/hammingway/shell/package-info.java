/** The program's start, the composition root, and the window around the workspaces. */
@NullMarked
package hammingway.shell;

import org.jspecify.annotations.NullMarked;
