package hammingway.math;

import hammingway.base.Doc;

/** A mean with its uncertainty. With fewer than two observations the bounds equal the mean and {@code n} tells why. */
public record Interval(
        @Doc("Mean of the observations") double mean,

        @Doc("Lower end of the 95% confidence interval of the mean")
        double low,

        @Doc("Upper end") double high,

        @Doc("Sample standard deviation of the observations")
        double sd,

        @Doc("Number of observations") int n) {}
