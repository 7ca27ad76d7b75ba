/** Between the toolkit and the workspaces: views, background work, notices, pacing of updates. No word of the domain. */
@NullMarked
package hammingway.fx;

import org.jspecify.annotations.NullMarked;
