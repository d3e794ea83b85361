import { type Option, type Person, settle, type Wx } from './host-types.js';

type PrivacyListener = (resolve: (answer: { event: string; buttonId?: string }) => void) => void;

/** Those of WeChat's list of personal data that the app calls: none runs before the person has agreed. */
const personalData = ['getLocation', 'chooseMedia', 'saveImageToPhotosAlbum', 'setClipboardData'];
const refused = 'privacy permission is not authorized';

/** WeChat's gate before personal data (`__usePrivacyCheck__`): the app asks with a pop-up of its own, WeChat waits. */
export function privacyGate(person: Person) {
  let ask: PrivacyListener | undefined;
  const pass = (name: string, option: Option, agreed: () => void) => {
    if (!person.privacyNeeded || !ask) {
      agreed();
      return;
    }
    ask(({ event }) => {
      // The pop-up was shown: the answer is still to come.
      if (event === 'exposureAuthorization') return;
      if (event === 'agree') person.privacyNeeded = false;
      if (event === 'agree') agreed();
      else settle(name, option, refused, { errno: 104 });
    });
  };
  const apis: Wx = {
    onNeedPrivacyAuthorization(listener: PrivacyListener) {
      ask = listener;
    },
    getPrivacySetting: (option: Option) =>
      settle('getPrivacySetting', option, null, {
        needAuthorization: person.privacyNeeded,
        privacyContractName: '《用户隐私保护指引》',
      }),
    requirePrivacyAuthorize: (option: Option) =>
      pass('requirePrivacyAuthorize', option, () => settle('requirePrivacyAuthorize', option, null)),
    openPrivacyContract: (option: Option) => settle('openPrivacyContract', option, null),
  };
  /** The same functions; those for personal data wait for the consent. */
  const guard = (wx: Wx): Wx => ({
    ...wx,
    ...Object.fromEntries(
      personalData
        .filter((name) => typeof wx[name] === 'function')
        .map((name) => [
          name,
          (option: Option) => pass(name, option, () => (wx[name] as (given: Option) => void)(option)),
        ]),
    ),
  });
  return { apis, guard };
}
