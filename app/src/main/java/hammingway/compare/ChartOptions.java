package hammingway.compare;

import hammingway.report.ChartChoice;
import hammingway.report.Cost;
import hammingway.report.Metric;
import hammingway.report.Trait;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the size chart shows, as its tool bar chooses it. */
public final class ChartOptions {
    private final ObjectProperty<Metric> metric = new SimpleObjectProperty<>(ChartChoice.STANDARD.metric());
    private final ObjectProperty<Cost> cost = new SimpleObjectProperty<>(ChartChoice.STANDARD.cost());
    private final BooleanProperty logX = new SimpleBooleanProperty(ChartChoice.STANDARD.logX());
    private final BooleanProperty logY = new SimpleBooleanProperty(ChartChoice.STANDARD.logY());
    private final ObjectProperty<Trait> colour = new SimpleObjectProperty<>(ChartChoice.STANDARD.colour());
    private final ObjectProperty<Trait> shape = new SimpleObjectProperty<>(ChartChoice.STANDARD.shape());
    private final BooleanProperty eachSeed = new SimpleBooleanProperty(ChartChoice.STANDARD.eachSeed());
    private final ReadOnlyObjectWrapper<ChartChoice> choice = new ReadOnlyObjectWrapper<>(ChartChoice.STANDARD);

    ChartOptions() {
        metric.addListener((o, was, is) -> {
            logY.set(is.logarithmic()); // the axis that the figure is usually read on
            choose();
        });
        cost.addListener((o, was, is) -> choose());
        logX.addListener((o, was, is) -> choose());
        logY.addListener((o, was, is) -> choose());
        colour.addListener((o, was, is) -> choose());
        shape.addListener((o, was, is) -> choose());
        eachSeed.addListener((o, was, is) -> choose());
    }

    private void choose() {
        choice.set(new ChartChoice(
                cost.get(), metric.get(), logX.get(), logY.get(), colour.get(), shape.get(), eachSeed.get()));
    }

    public ObjectProperty<Metric> metric() {
        return metric;
    }

    public ObjectProperty<Cost> cost() {
        return cost;
    }

    public BooleanProperty logX() {
        return logX;
    }

    public BooleanProperty logY() {
        return logY;
    }

    public ObjectProperty<Trait> colour() {
        return colour;
    }

    /** {@link Trait#NONE}: shapes tell what colours do. */
    public ObjectProperty<Trait> shape() {
        return shape;
    }

    /** Whether every seed is a point of its own. */
    public BooleanProperty eachSeed() {
        return eachSeed;
    }

    /** All of them together. */
    public ReadOnlyObjectProperty<ChartChoice> choice() {
        return choice.getReadOnlyProperty();
    }
}
