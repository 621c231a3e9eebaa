package io.rivulet.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JvmHeapTest {
    @Test
    void itIsReadUnderG1() throws Exception {
        assertThat(JvmHeap.parse("""
                4711:
                 garbage-first heap   total 495616K, used 260256K [0x00000000c0000000, 0x0000000100000000)
                  region size 1024K, 39 young (39936K), 2 survivors (2048K)
                 Metaspace       used 51954K, committed 53376K, reserved 1114112K
                  class space    used 5894K, committed 6592K, reserved 1048576K
                """)).isEqualTo(new JvmHeap(260256L << 10, 495616L << 10));
    }

    @Test
    void itIsReadInGenerations() throws Exception {
        assertThat(JvmHeap.parse("""
                4711:
                 def new generation   total 116352K, used 99866K [0x0, 0x1, 0x2)
                  eden space 103424K,  94% used [0x0, 0x1, 0x2)
                 tenured generation   total 258112K, used 100000K [0x0, 0x1, 0x2)
                   the space 258112K,  38% used [0x0, 0x1, 0x2, 0x3)
                 Metaspace       used 51954K, committed 53376K, reserved 1114112K
                """)).isEqualTo(new JvmHeap(199866L << 10, 374464L << 10));
    }

    @Test
    void whatTellsOfNoHeapIsRefused() {
        assertThatThrownBy(() -> JvmHeap.parse("4711:"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found 4711:");
    }
}
