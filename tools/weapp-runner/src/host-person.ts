import { type HostParts, type Option, type Person, settle, type Wx } from './host-types.js';

/** Somebody who says yes to everything. */
export function defaultPerson(): Person {
  let codes = 0;
  return {
    online: true,
    answered: Number.POSITIVE_INFINITY,
    loginCode: () => `code-${++codes}`,
    phoneCode: () => 'phone-code',
    subscribe: () => 'accept',
    confirm: () => true,
    pays: () => true,
    album: true,
    photo: () => null,
    place: { latitude: 37.87, longitude: 112.55 },
    settings: () => undefined,
    privacyNeeded: false,
    fontSize: 16,
  };
}

/** APIs whose answer depends on the person at the phone. */
export function personApis({ person, records, inTap }: HostParts): Wx {
  let asked = false;
  /** A permission stands in it once the person was asked for it. */
  const authSetting = () => (asked ? { 'scope.userLocation': person.place !== null } : {});
  const payWindow = (api: string) => (option: Option) => {
    records.payments.push({ api, package: String(option.package ?? '') });
    settle(api, option, person.pays() ? null : 'cancel');
  };
  return {
    login: (option: Option) => settle('login', option, null, { code: person.loginCode() }),
    checkSession: (option: Option) => settle('checkSession', option, null),
    getNetworkType: (option: Option) =>
      settle('getNetworkType', option, null, { networkType: person.online ? 'wifi' : 'none' }),
    showToast(option: Option) {
      records.toasts.push(String(option.title ?? ''));
      settle('showToast', option, null);
    },
    showModal(option: Option) {
      const modal = { title: String(option.title ?? ''), content: String(option.content ?? '') };
      records.modals.push(modal);
      const confirm = person.confirm(modal);
      settle('showModal', option, null, { confirm, cancel: !confirm });
    },
    makePhoneCall(option: Option) {
      records.calls.push(String(option.phoneNumber ?? ''));
      settle('makePhoneCall', option, null);
    },
    requestSubscribeMessage(option: Option & { tmplIds?: string[] }) {
      const ids = option.tmplIds ?? [];
      if (!inTap()) {
        settle('requestSubscribeMessage', option, 'can only be invoked by user TAP gesture.');
        return;
      }
      if (ids.length === 0 || ids.length > 3) {
        settle('requestSubscribeMessage', option, 'bad tmplIds', {
          errCode: ids.length === 0 ? 10001 : 20003,
        });
        return;
      }
      records.subscribeRequests.push(ids);
      settle(
        'requestSubscribeMessage',
        option,
        null,
        Object.fromEntries(ids.map((id) => [id, person.subscribe(id)])),
      );
    },
    requestPayment: payWindow('requestPayment'),
    requestMerchantTransfer: payWindow('requestMerchantTransfer'),
    getLocation(option: Option) {
      asked = true;
      settle('getLocation', option, person.place ? null : 'auth deny', person.place ?? {});
    },
    getSetting: (option: Option) =>
      settle('getSetting', option, null, {
        authSetting: authSetting(),
        subscriptionsSetting: { mainSwitch: true },
      }),
    openSetting(option: Option) {
      if (!inTap()) {
        settle('openSetting', option, 'can only be invoked by user TAP gesture.');
        return;
      }
      person.settings();
      settle('openSetting', option, null, { authSetting: authSetting() });
    },
  };
}
