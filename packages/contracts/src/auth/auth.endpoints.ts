import { area, get, post, put } from '../endpoint.js';

export const authEndpoints = area({
  wechatLogin: post('public', '/auth/wechat-login', 'Log in with a wx.login or WeChat web code'),
  refresh: post('public', '/auth/refresh', 'Rotate the refresh token of an owner'),
  logout: post('account', '/auth/logout', 'End this log-in'),
  consent: post('account', '/auth/consent', 'Give or withdraw the privacy consent'),
  sendSmsCode: post('account', '/auth/sms-code', 'Send a code to a phone number'),
  bindPhone: post('account', '/auth/bind-phone', 'Bind a verified phone: by WeChat phone code or SMS code'),
  me: get('account', '/me', 'Who I am, my consent, my cars'),
});

export const staffAuthEndpoints = area({
  login: post('public', '/staff/login', 'Log in as staff'),
  refresh: post('public', '/staff/refresh', 'Rotate the refresh token of a staff log-in'),
  logout: post('staff', '/staff/logout', 'End this log-in'),
  me: get('staff', '/staff/me', 'My name, role, stores and permissions'),
  changePassword: post('staff', '/staff/password', 'Change my password; ends my other log-ins'),
  saveList: put('staff', '/staff/lists', 'Keep how I want to see one of the lists'),
  endSessions: post('staff', '/staff/end-sessions', 'End all my log-ins but this one'),
});
