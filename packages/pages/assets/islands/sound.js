/**
 * Sounds of a result: two rising notes for yes, two low ones for no, one for a warning. Browsers allow sound only after
 * somebody touched the page, so the first key or press wakes it; before that there is silence, never an error.
 */
const notes = {
  ok: [660, 880],
  refused: [220, 165],
  warn: [440],
};

const noteSeconds = 0.14;
const staleAfterMs = 1_000;

/** @type {AudioContext | undefined} */
let audio;

for (const gesture of ['keydown', 'pointerdown']) {
  document.addEventListener(gesture, wake, { capture: true });
}

document.addEventListener('campus:result', (event) => {
  if (event instanceof CustomEvent) void sound(String(event.detail?.tone));
});

function wake() {
  audio ??= new AudioContext();
  void audio.resume();
  sessionStorage.setItem('sound', 'on');
}

/**
 * Plays the sound of a result; also for one that a full page load brought, if this tab was touched before.
 * @param {string} tone ok, refused or warn; anything else is silent
 */
export async function sound(tone) {
  const melody = Object.hasOwn(notes, tone) ? notes[/** @type {keyof typeof notes} */ (tone)] : [];
  if (audio === undefined && sessionStorage.getItem('sound') === 'on') audio = new AudioContext();
  if (audio === undefined) return;
  const asked = performance.now();
  await audio.resume();
  // Where the browser held the sound back until a later gesture, the result is no longer the one on the screen.
  if (performance.now() - asked > staleAfterMs) return;
  for (const [at, hertz] of melody.entries()) note(audio, hertz, audio.currentTime + at * noteSeconds);
}

/**
 * @param {AudioContext} audio
 * @param {number} hertz
 * @param {number} start seconds on the audio clock
 */
function note(audio, hertz, start) {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(0.15, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + noteSeconds);
}
