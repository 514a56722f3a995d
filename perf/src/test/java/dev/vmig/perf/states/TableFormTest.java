package dev.vmig.perf.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All forms are the same table. */
class TableFormTest {
    private final RequestSequence requests = new RequestSequence();
    private final MigrationState[] chain = requests.chain();

    @ParameterizedTest
    @EnumSource
    void allFormsGoTheSameWay(TableForm rival) {
        StateForm form = rival.create();
        StateForm ours = TableForm.VMIG.create();
        for (int i = 0; i < 5; i++) {
            MigrationState[] walk = requests.any(StateForm.WALK);
            form.load(chain, walk);
            ours.load(chain, walk);
            assertThat(form.walk()).isEqualTo(ours.walk());
        }
        assertThat(form.chain()).isEqualTo(ours.chain());
    }

    @ParameterizedTest
    @EnumSource
    void allFormsAgreeOnEachRequestThatIsGranted(TableForm rival) {
        StateForm form = rival.create();
        StateForm ours = TableForm.VMIG.create();
        MigrationState[] none = {};
        for (int length = 1; length <= chain.length; length += 101) {
            MigrationState[] some = Arrays.copyOf(chain, length);
            form.load(some, none);
            ours.load(some, none);
            assertThat(form.chain()).isEqualTo(ours.chain());
        }
    }

    @ParameterizedTest
    @EnumSource
    void allWaysFindTheSamePaths(PathForm rival) {
        for (MigrationState from : MigrationState.values()) {
            for (MigrationState to : MigrationState.values()) {
                assertThat(rival.create().path(from, to))
                        .isEqualTo(PathForm.VMIG.create().path(from, to));
            }
        }
    }

    @Test
    void walkHasRefusalsAndArcs() {
        StateForm ours = TableForm.VMIG.create();
        ours.load(chain, requests.any(StateForm.WALK));
        assertThat(ours.walk() >> 3).isBetween(StateForm.WALK, 3 * StateForm.WALK);
    }
}
