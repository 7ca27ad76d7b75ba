package hammingway.design;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandoverViewModelTest {
    @Test
    void confusionsAreOfferedOnceTheCodebookOfTheirRunIsBuiltAndOnlyThen() {
        HandoverViewModel handover = new HandoverViewModel(order -> {});
        handover.taken("a");
        assertThat(handover.confusions().get()).isEmpty();
        handover.built();
        assertThat(handover.confusions().get()).contains("a");
        handover.confusions().set(java.util.Optional.empty());
        handover.built();
        assertThat(handover.confusions().get()).isEmpty();
        handover.taken("b");
        handover.forget();
        handover.built();
        assertThat(handover.confusions().get()).isEmpty();
    }
}
