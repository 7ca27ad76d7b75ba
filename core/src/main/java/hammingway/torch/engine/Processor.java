package hammingway.torch.engine;

import java.util.OptionalLong;

/**
 * The processor, as far as this program may use it.
 *
 * @param name    the model
 * @param cores   physical cores, at most as many as this process may use
 * @param logical processors that this process may use: more than cores where each core runs two threads
 * @param memory  bytes of the machine; empty where the system does not say
 * @param free    bytes that programs could still get
 */
public record Processor(String name, int cores, int logical, OptionalLong memory, OptionalLong free) {}
