/** How work begins: the page of welcome, the paper's study, and files that the desktop hands over. */
@NullMarked
package hammingway.shell.start;

import org.jspecify.annotations.NullMarked;
