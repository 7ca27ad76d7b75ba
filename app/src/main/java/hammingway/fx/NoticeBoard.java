package hammingway.fx;

import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notices that the window shows, oldest first. What stands there already is not told again. */
public final class NoticeBoard implements Notices {
    /** More would hide the work that they speak of; the log has them all. */
    private static final int MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeBoard.class);

    private final ObservableList<Notice> shown = FXCollections.observableArrayList();
    private final ObservableList<Notice> shownForAll = FXCollections.unmodifiableObservableList(shown);
    private final Executor screen;

    /** @param screen runs what concerns the screen: the toolkit's thread, or a stand-in where there is no toolkit */
    public NoticeBoard(Executor screen) {
        this.screen = screen;
    }

    /** One message. */
    public record Notice(boolean error, String text) {}

    /** Changes on the toolkit's thread. */
    public ObservableList<Notice> shown() {
        return shownForAll;
    }

    @Override
    public void info(String text) {
        post(new Notice(false, text));
    }

    @Override
    public void error(String text) {
        post(new Notice(true, text));
    }

    private void post(Notice notice) {
        if (notice.error()) {
            LOG.warn(notice.text());
        } else {
            LOG.info(notice.text());
        }
        screen.execute(() -> {
            if (!shown.contains(notice)) {
                if (shown.size() == MOST) {
                    shown.removeFirst();
                }
                shown.add(notice);
            }
        });
    }

    public void close(Notice notice) {
        shown.remove(notice);
    }
}
