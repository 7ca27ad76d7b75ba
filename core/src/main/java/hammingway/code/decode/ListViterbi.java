package hammingway.code.decode;

import java.util.Arrays;

/**
 * The cheapest paths of a trellis, cheapest first: Viterbi's pass from the end gives the exact cost to go of every state, and best-first search from the start
 * follows it (the tree-trellis algorithm of Soong and Huang, ICASSP 1991). One addition a branch, then n steps a path.
 */
final class ListViterbi implements Search {
    private final Trellis trellis;

    ListViterbi(Trellis trellis) {
        this.trellis = trellis;
    }

    @Override
    public Run start() {
        return new Paths();
    }

    private final class Paths implements Run {
        private final int n = trellis.length();
        /** Cost from before column c in a state to the end. */
        private final double[][] toGo = new double[n + 1][1 << trellis.slots()];
        /** Cost of a zero and of a one in each column. */
        private final double[][] price = new double[n][2];
        /** A heap of prefixes: cost with the best continuation, cost so far, column, state, message. */
        private double[] totals = new double[64];

        private double[] costs = new double[64];
        private int[] columns = new int[64];
        private int[] states = new int[64];
        private int[] messages = new int[64];
        private int size;

        @Override
        public void find(Query query, TopK top) {
            for (int c = 0; c < n; c++) {
                int hard = (int) (query.hard[c >>> 6] >>> c & 1);
                int flip = trellis.offset()[c] ? 1 : 0;
                price[c][hard ^ flip] = 0;
                price[c][1 ^ hard ^ flip] = query.costs[c];
            }
            backward();
            size = 0;
            push(toGo[0][0], 0, 0, 0, 0);
            while (size > 0 && totals[0] <= query.limit(top)) {
                follow(query, top);
            }
        }

        private void backward() {
            for (int c = n - 1; c >= 0; c--) {
                double[] here = toGo[c];
                double[] next = toGo[c + 1];
                int generator = trellis.generator()[c];
                int kept = ~trellis.ends()[c];
                int active = trellis.active()[c];
                double zero = price[c][0];
                double one = price[c][1];
                int started = started(c);
                int state = 0;
                do {
                    double cost = ((Integer.bitCount(state & generator) & 1) == 0 ? zero : one) + next[state & kept];
                    if (started != 0) {
                        int other = state | started;
                        cost = Math.min(
                                cost,
                                ((Integer.bitCount(other & generator) & 1) == 0 ? zero : one) + next[other & kept]);
                    }
                    here[state] = cost;
                    state = state - active & active; // the next subset of the active slots
                } while (state != 0);
            }
        }

        private int started(int column) {
            int row = trellis.starts()[column];
            return row < 0 ? 0 : 1 << trellis.slot()[row];
        }

        /** Takes the cheapest prefix to the end along its best continuation, and leaves the other branches on the heap. */
        private void follow(Query query, TopK top) {
            double cost = costs[0];
            int column = columns[0];
            int state = states[0];
            int message = messages[0];
            pop();
            double limit = query.limit(top);
            for (int c = column; c < n; c++) {
                int generator = trellis.generator()[c];
                int kept = ~trellis.ends()[c];
                double stay = cost + price[c][Integer.bitCount(state & generator) & 1];
                int started = started(c);
                if (started == 0) {
                    cost = stay;
                    state &= kept;
                    continue;
                }
                int other = state | started;
                double turn = cost + price[c][Integer.bitCount(other & generator) & 1];
                double stayTotal = stay + toGo[c + 1][state & kept];
                double turnTotal = turn + toGo[c + 1][other & kept];
                int turned = message | 1 << trellis.starts()[c];
                if (turnTotal < stayTotal) {
                    if (stayTotal <= limit) {
                        push(stayTotal, stay, c + 1, state & kept, message);
                    }
                    cost = turn;
                    state = other & kept;
                    message = turned;
                } else {
                    if (turnTotal <= limit) {
                        push(turnTotal, turn, c + 1, other & kept, turned);
                    }
                    cost = stay;
                    state &= kept;
                }
            }
            int token = trellis.tokens()[message];
            if (token >= 0) {
                top.offer(token, query.score(token));
            }
        }

        private void push(double total, double cost, int column, int state, int message) {
            if (size == totals.length) {
                totals = Arrays.copyOf(totals, 2 * size);
                costs = Arrays.copyOf(costs, 2 * size);
                columns = Arrays.copyOf(columns, 2 * size);
                states = Arrays.copyOf(states, 2 * size);
                messages = Arrays.copyOf(messages, 2 * size);
            }
            int at = size++;
            while (at > 0 && totals[(at - 1) >> 1] > total) {
                move((at - 1) >> 1, at);
                at = (at - 1) >> 1;
            }
            totals[at] = total;
            costs[at] = cost;
            columns[at] = column;
            states[at] = state;
            messages[at] = message;
        }

        private void pop() {
            size--;
            double total = totals[size];
            int at = 0;
            while (2 * at + 1 < size) {
                int child = 2 * at + 1;
                if (child + 1 < size && totals[child + 1] < totals[child]) {
                    child++;
                }
                if (totals[child] >= total) {
                    break;
                }
                move(child, at);
                at = child;
            }
            move(size, at);
        }

        private void move(int from, int to) {
            totals[to] = totals[from];
            costs[to] = costs[from];
            columns[to] = columns[from];
            states[to] = states[from];
            messages[to] = messages[from];
        }
    }
}
