package hammingway.errors.whatif;

import hammingway.errors.subject.Subject;
import hammingway.eval.errors.whatif.Factor;
import hammingway.eval.errors.whatif.WhatIf;
import hammingway.form.CommandText;
import hammingway.run.WhatIfSource;

/** The command that answers a what-if. */
final class WhatIfCommandLine {
    private WhatIfCommandLine() {}

    static String of(Subject subject, WhatIf whatIf) {
        StringBuilder line = new StringBuilder("hammingway errors what-if ")
                .append(CommandText.quoted(subject.first().run().id()));
        whatIf.decoder().ifPresent(d -> line.append(" --decoder ").append(WhatIf.name(d)));
        switch (whatIf.factor()) {
            case Factor.OfRun f -> line.append("");
            case Factor.Given g -> line.append(" --factor ").append(g.factor());
            case Factor.Fitted f -> line.append(" --factor fit");
        }
        whatIf.prior().ifPresent(p -> line.append(" --prior ").append(p));
        if (!whatIf.masked().isEmpty()) {
            line.append(" --mask ").append(WhatIf.text(whatIf.masked()));
        }
        if (!whatIf.repeated().isEmpty()) {
            line.append(" --repeat ").append(WhatIf.text(whatIf.repeated()));
        }
        whatIf.hybrid().ifPresent(n -> {
            line.append(" --hybrid ").append(n);
            subject.second()
                    .filter(WhatIfSource::isSoftmax)
                    .ifPresent(s -> line.append(" --softmax ")
                            .append(CommandText.quoted(s.run().id())));
        });
        return line.append(" -p ")
                .append(CommandText.quoted(subject.first().run().project().toString()))
                .toString();
    }
}
