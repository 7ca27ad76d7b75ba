/**
 * The engine at its lowest level: start and devices, operators written in TorchScript, parameters with their gradients, the
 * optimiser, safetensors files. The only package that reaches below DJL's arrays.
 */
@NullMarked
package hammingway.torch;

import org.jspecify.annotations.NullMarked;
