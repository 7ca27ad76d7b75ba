/** Forms made from the records of a specification: their lines, and changes to what they hold as JSON. No word of codes. */
@NullMarked
package hammingway.form;

import org.jspecify.annotations.NullMarked;
