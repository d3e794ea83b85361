import type { PlacePlatform } from './types';

const WAIT_MS = 10_000;

export const place: PlacePlatform = {
  locate() {
    return new Promise((done) => {
      // Pages without TLS have none.
      if (!('geolocation' in navigator)) done(null);
      else
        navigator.geolocation.getCurrentPosition(
          ({ coords: { latitude, longitude } }) => done({ latitude, longitude }),
          ({ code, PERMISSION_DENIED }) => done(code === PERMISSION_DENIED ? 'refused' : null),
          { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
        );
    });
  },
  openSettings: null,
};
