/** What the user prefers: theme, window, recent projects. */
@NullMarked
package hammingway.settings;

import org.jspecify.annotations.NullMarked;
