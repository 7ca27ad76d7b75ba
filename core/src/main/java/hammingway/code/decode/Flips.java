package hammingway.code.decode;

import java.util.Arrays;

/**
 * The cheapest words of a union of subcubes, cheapest first. In one cube the best word takes the hard decisions on the free bits; the others flip
 * sets of free bits, which a heap yields in the order of their sums of |w|: after a set whose dearest member is the j-th cheapest bit come the
 * set with the next bit added and the set with the next bit instead of the j-th (Lawler 1972). O(n log n + (k + cubes) log(k + cubes)), whatever V is.
 */
final class Flips implements Search {
    private final Subcubes cubes;

    Flips(Subcubes cubes) {
        this.cubes = cubes;
    }

    @Override
    public Run start() {
        return new Heap(cubes);
    }

    /** Partial solutions by cost: the word, its cube, and the place of the dearest flipped bit in the order of cost. */
    private static final class Heap implements Run {
        private final Subcubes cubes;
        private final int[] order;
        private double[] costs = new double[256];
        private int[] words = new int[256];
        private int[] places = new int[256];
        private int[] owners = new int[256];
        private int size;

        Heap(Subcubes cubes) {
            this.cubes = cubes;
            this.order = new int[cubes.n()];
        }

        @Override
        public void find(Query query, TopK top) {
            sortBits(query.costs);
            size = 0;
            int hard = (int) query.hard[0];
            for (int c = 0; c < cubes.fixed().length; c++) {
                int fixed = cubes.fixed()[c];
                int word = cubes.values()[c] | (hard & ~fixed);
                push(query.cost(0, (word ^ hard) & 0xFFFFFFFFL), word, -1, c);
            }
            double limit = query.limit(top);
            while (size > 0 && costs[0] <= limit) {
                double cost = costs[0];
                int word = words[0];
                int place = places[0];
                int owner = owners[0];
                pop();
                top.offer(cubes.tokens()[word], query.score(cubes.tokens()[word]));
                limit = query.limit(top);
                int next = nextFree(place, cubes.fixed()[owner]);
                if (next < order.length) {
                    double price = query.costs[order[next]];
                    if (cost + price <= limit) {
                        push(cost + price, word ^ 1 << order[next], next, owner);
                    }
                    if (place >= 0) {
                        double swapped = cost - query.costs[order[place]] + price;
                        if (swapped <= limit) {
                            push(swapped, word ^ 1 << order[next] ^ 1 << order[place], next, owner);
                        }
                    }
                }
            }
        }

        private int nextFree(int place, int fixed) {
            int next = place + 1;
            while (next < order.length && (fixed >>> order[next] & 1) != 0) {
                next++;
            }
            return next;
        }

        /** Columns by rising |w|; insertion sort, n is 20 at most. */
        private void sortBits(double[] costs) {
            for (int i = 0; i < order.length; i++) {
                int j = i;
                while (j > 0 && costs[order[j - 1]] > costs[i]) {
                    order[j] = order[j - 1];
                    j--;
                }
                order[j] = i;
            }
        }

        private void push(double cost, int word, int place, int owner) {
            if (size == costs.length) {
                costs = Arrays.copyOf(costs, 2 * size);
                words = Arrays.copyOf(words, 2 * size);
                places = Arrays.copyOf(places, 2 * size);
                owners = Arrays.copyOf(owners, 2 * size);
            }
            int at = size++;
            while (at > 0 && costs[(at - 1) >> 1] > cost) {
                move((at - 1) >> 1, at);
                at = (at - 1) >> 1;
            }
            put(at, cost, word, place, owner);
        }

        private void pop() {
            size--;
            double cost = costs[size];
            int at = 0;
            while (2 * at + 1 < size) {
                int child = 2 * at + 1;
                if (child + 1 < size && costs[child + 1] < costs[child]) {
                    child++;
                }
                if (costs[child] >= cost) {
                    break;
                }
                move(child, at);
                at = child;
            }
            put(at, cost, words[size], places[size], owners[size]);
        }

        private void put(int at, double cost, int word, int place, int owner) {
            costs[at] = cost;
            words[at] = word;
            places[at] = place;
            owners[at] = owner;
        }

        private void move(int from, int to) {
            put(to, costs[from], words[from], places[from], owners[from]);
        }
    }
}
