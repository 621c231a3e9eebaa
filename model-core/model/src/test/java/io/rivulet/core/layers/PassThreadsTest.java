package io.rivulet.core.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PassThreadsTest {

    @Test
    void eachShareHasAThreadOfItsOwnAndAllOfThemRunAtOnce() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        try (PassThreads threads = PassThreads.of(3)) {
            threads.run(3, share -> {
                seen.add(Thread.currentThread());
                all.countDown();
                await(all);
            });
        }
        assertThat(seen).hasSize(3).contains(Thread.currentThread());
    }

    @Test
    void whatAShareThrowsComesToTheCallerWhenTheOthersAreDone() {
        AtomicBoolean done = new AtomicBoolean();
        try (PassThreads threads = PassThreads.of(2)) {
            assertThatThrownBy(() -> threads.run(2, share -> {
                        if (share == 1) {
                            throw new IllegalStateException("share 1");
                        }
                        done.set(true);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("share 1");
        }
        assertThat(done).isTrue();
    }

    @Test
    void anInterruptDoesNotEndAPassHalfDoneAndIsNotLost() {
        AtomicBoolean done = new AtomicBoolean();
        try (PassThreads threads = PassThreads.of(2)) {
            threads.run(2, share -> {
                if (share == 0) {
                    Thread.currentThread().interrupt();
                } else {
                    pause();
                    done.set(true);
                }
            });
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(done).isTrue();
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(3);
        PassThreads threads = PassThreads.of(3);
        threads.run(3, share -> {
            seen.add(Thread.currentThread());
            all.countDown();
            await(all);
        });
        threads.close();
        seen.remove(Thread.currentThread());
        for (Thread thread : seen) {
            thread.join();
        }
        assertThat(seen).hasSize(2).noneMatch(Thread::isAlive);
    }

    @Test
    void noThreadAtAllIsRefused() {
        assertThatThrownBy(() -> PassThreads.of(0)).hasMessageContaining("1 thread or more, got 0");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
