package hammingway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hammingway.base.Json;
import hammingway.torch.engine.DeviceProbe;
import hammingway.torch.engine.Devices;
import hammingway.torch.engine.Gpu;
import hammingway.torch.engine.Processor;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists what this machine can compute on: the processor and NVIDIA GPUs, with their memory.")
final class DevicesCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Option(names = "--json", description = "Print them as JSON; memory in bytes")
    private boolean json;

    @Override
    public Integer call() {
        Devices devices = DeviceProbe.ofThis().devices();
        if (json) {
            main.out().printf("%s", Json.pretty(toJson(devices)));
            return 0;
        }
        Processor p = devices.processor();
        main.out().println("cpu   " + p.name() + ", " + cores(p) + ", " + memory(p.memory(), p.free()));
        for (Gpu gpu : devices.gpus()) {
            OptionalLong free = gpu.memory().isPresent() && gpu.used().isPresent()
                    ? OptionalLong.of(gpu.memory().getAsLong() - gpu.used().getAsLong())
                    : OptionalLong.empty();
            main.out()
                    .println(gpu.id() + "  " + gpu.name() + ", " + memory(gpu.memory(), free)
                            + (gpu.driver().isEmpty() ? "" : ", driver " + gpu.driver()));
        }
        if (!devices.note().isEmpty()) {
            main.out().println(devices.note());
        }
        return 0;
    }

    private static String cores(Processor p) {
        String cores = p.cores() == 1 ? "1 core" : p.cores() + " cores";
        return p.logical() == p.cores() ? cores : cores + " (" + p.logical() + " threads)";
    }

    private static String memory(OptionalLong all, OptionalLong free) {
        if (all.isEmpty()) {
            return "memory unknown";
        }
        return Devices.memory(all.getAsLong())
                + (free.isPresent() ? ", " + Devices.memory(free.getAsLong()) + " free" : "");
    }

    private static ObjectNode toJson(Devices devices) {
        ObjectNode json = Json.object();
        Processor p = devices.processor();
        ObjectNode cpu = json.putObject("cpu");
        cpu.put("name", p.name()).put("cores", p.cores()).put("logicalProcessors", p.logical());
        p.memory().ifPresent(m -> cpu.put("memory", m));
        p.free().ifPresent(m -> cpu.put("free", m));
        var list = json.putArray("gpus");
        for (Gpu gpu : devices.gpus()) {
            ObjectNode one = list.addObject();
            one.put("device", gpu.id()).put("name", gpu.name());
            gpu.memory().ifPresent(m -> one.put("memory", m));
            gpu.used().ifPresent(m -> one.put("used", m));
            if (!gpu.driver().isEmpty()) {
                one.put("driver", gpu.driver());
            }
        }
        return devices.note().isEmpty() ? json : json.put("note", devices.note());
    }
}
