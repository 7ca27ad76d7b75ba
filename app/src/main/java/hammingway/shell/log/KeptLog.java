package hammingway.shell.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import hammingway.report.program.LogFile;

/** Keeps the window's log in a file of limited size: a window that was opened from the desktop has no terminal. */
public final class KeptLog implements AutoCloseable {
    private final RollingFileAppender<ILoggingEvent> appender;

    private KeptLog(RollingFileAppender<ILoggingEvent> appender) {
        this.appender = appender;
    }

    public static KeptLog in(LogFile file) {
        Logger root = LogBook.root();
        LoggerContext context = root.getLoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LogFile.PATTERN);
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.path().toString());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setContext(context);
        older.setParent(appender);
        older.setFileNamePattern(file.path() + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(1);
        older.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(context);
        full.setMaxFileSize(FileSize.valueOf(LogFile.PART));
        full.start();
        appender.setRollingPolicy(older);
        appender.setTriggeringPolicy(full);
        appender.start();
        root.addAppender(appender);
        return new KeptLog(appender);
    }

    @Override
    public void close() {
        LogBook.root().detachAppender(appender);
        appender.stop();
    }
}
