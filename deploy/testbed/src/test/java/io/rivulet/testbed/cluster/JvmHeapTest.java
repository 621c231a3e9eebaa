package io.rivulet.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmHeapTest {
    private static final String META = "\n Metaspace       used 51954K, committed 53376K, reserved 1114112K\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                " garbage-first heap   total 495616K, used 260256K [0x00000000c0000000, 0x0000000100000000)",
                " garbage-first heap   total reserved 1048576K, committed 495616K, used 260256K"
                        + " [0x00000000c0000000, 0x0000000100000000)"
            })
    void itIsReadUnderG1(String line) throws Exception {
        JvmHeap heap = JvmHeap.parse("4711:\n" + line + "\n  region size 1024K, 39 young (39936K)" + META);
        assertThat(heap).isEqualTo(new JvmHeap(260256L << 10, 0xc0000000L, 0x100000000L));
        assertThat(heap.holds(0xc0000000L)).isTrue();
        assertThat(heap.holds(0x100000000L)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"def new generation ,tenured generation", "DefNew    ,Tenured   "})
    void itIsReadInGenerations(String names) throws Exception {
        String[] name = names.split(",");
        String info = " " + name[0] + "  total 116352K, used 99866K [0xe0000000, 0xe7e40000, 0xeaaa0000)\n"
                + "  eden space 103424K,  94% used [0xe0000000, 0xe5f6e318, 0xe6500000)\n"
                + " " + name[1] + "  total 258112K, used 100000K [0xeaaa0000, 0xf0000000, 0x100000000)\n"
                + "   the space 258112K,  38% used [0xeaaa0000, 0xf0000000, 0xf0000000, 0xf1000000)" + META;
        assertThat(JvmHeap.parse(info)).isEqualTo(new JvmHeap(199866L << 10, 0xe0000000L, 0x100000000L));
    }

    @Test
    void whatTellsOfNoHeapIsRefused() {
        assertThatThrownBy(() -> JvmHeap.parse("4711:"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found 4711:");
    }
}
