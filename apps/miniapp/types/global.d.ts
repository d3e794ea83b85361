/// <reference types="@tarojs/taro" />

declare module '*.png' {
  const url: string;
  export default url;
}
declare module '*.css';

/** Base URL of the API for the mini-program, ends without a slash. Set at build time. */
declare const API_BASE: string;
/** Name of the dealership group; empty keeps the default. Set at build time. */
declare const BRAND_NAME: string;
/** Brand colour as #RRGGBB; empty keeps the default. Set at build time. */
declare const BRAND_COLOUR: string;

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5';
    NODE_ENV: 'development' | 'production';
    CHEBAN_API_BASE?: string;
    CHEBAN_BRAND_NAME?: string;
    CHEBAN_BRAND_COLOUR?: string;
    CHEBAN_GALLERY?: string;
  }
}
