/**
 * Lets processes that run side by side print one after the other: the first is heard at once, the others when it has ended.
 *
 * @param {(text: string) => void} write
 * @returns {() => { say: (text: string) => void, end: () => void }} begins to speak
 */
export function takingTurns(write) {
  const speakers = [];

  function listen() {
    while (speakers.length > 0) {
      const [speaker] = speakers;
      if (speaker.text !== '') write(speaker.text);
      speaker.text = '';
      if (!speaker.ended) return;
      speakers.shift();
    }
  }

  return () => {
    const speaker = { text: '', ended: false };
    speakers.push(speaker);
    return {
      say(text) {
        speaker.text += text;
        listen();
      },
      end() {
        speaker.ended = true;
        listen();
      },
    };
  };
}
