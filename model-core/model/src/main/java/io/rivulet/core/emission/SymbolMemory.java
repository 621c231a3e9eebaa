package io.rivulet.core.emission;

/** What an emission keeps of the symbols behind a session, beside the decoder's recurrent state: a few numbers. */
public interface SymbolMemory {

    /** Of the emissions that need nothing: all that matters is in the decoder's state. */
    SymbolMemory NONE = new SymbolMemory() {
        @Override
        public int floats() {
            return 0;
        }

        @Override
        public void start(float[] state, int offset) {}

        @Override
        public void move(float[] symbols, Past past) {}
    };

    /** Numbers a session. */
    int floats();

    /** Writes what a session has that has seen nothing. */
    void start(float[] state, int offset);

    /** Moves the numbers of all sessions over their frames: symbols [rows, F]. */
    void move(float[] symbols, Past past);
}
