/** Why a run did not finish, in plain words, and what can be done about it. */
@NullMarked
package hammingway.run.diagnosis;

import org.jspecify.annotations.NullMarked;
