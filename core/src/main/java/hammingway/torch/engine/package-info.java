/**
 * Devices of this machine, and the choice among engines: what a folder of libtorch holds and whether it can be used is found
 * out by reading its files, before anything of it is loaded. Nothing here starts an engine.
 */
@NullMarked
package hammingway.torch.engine;

import org.jspecify.annotations.NullMarked;
