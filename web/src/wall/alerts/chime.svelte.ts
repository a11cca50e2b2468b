/** Two falling tones, a second together: plain enough not to be taken for a telephone or a fire alarm. Hertz and seconds. */
const TONES = [
    { hertz: 880, from: 0, to: 0.45 },
    { hertz: 659.3, from: 0.35, to: 1.1 },
] as const;
const LOUDNESS = 0.35;
const ATTACK = 0.02;

/**
 * The wall's voice. A browser lets a page be heard only after somebody touched it: until then it is locked, and the wall
 * says so instead of pretending to listen.
 */
export class Chime {
    locked = $state(true);
    #context: AudioContext | null = null;

    /** Makes ready to be heard; to be called again when a key was pressed. */
    async unlock(): Promise<void> {
        if (globalThis.AudioContext === undefined) {
            return;
        }
        this.#context ??= new AudioContext();
        // Without a touch some browsers never answer; the lock shows meanwhile.
        await this.#context.resume();
        this.locked = this.#context?.state !== 'running';
    }

    ring(): void {
        const context = this.#context;
        if (context === null || this.locked) {
            return;
        }
        for (const { hertz, from, to } of TONES) {
            const [tone, volume] = [context.createOscillator(), context.createGain()];
            const [start, end] = [context.currentTime + from, context.currentTime + to];
            tone.frequency.value = hertz;
            volume.gain.setValueAtTime(0, start);
            volume.gain.linearRampToValueAtTime(LOUDNESS, start + ATTACK);
            volume.gain.exponentialRampToValueAtTime(0.001, end);
            tone.connect(volume).connect(context.destination);
            tone.start(start);
            tone.stop(end);
        }
    }

    close(): void {
        void this.#context?.close();
        this.#context = null;
        this.locked = true;
    }
}
