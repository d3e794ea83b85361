import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import type { DistFiles } from './dist-files.js';

/** A node of WeChat's component framework, as far as the runner touches it. */
export interface FrameworkNode {
  triggerEvent(name: string, detail: unknown, options: object): void;
}

/** A page instance: what `this` is in page methods. */
export interface PageInstance {
  setData(data: Record<string, unknown>, callback?: () => void): void;
  data: Record<string, unknown>;
  route?: string;
  options?: Record<string, string>;
  onLoad?(query: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  onPullDownRefresh?(): void;
  onReachBottom?(): void;
  [method: string]: unknown;
}

interface FrameworkRoot {
  get(): PageInstance;
  attach(parent: unknown, placeholder: unknown): void;
  release(): void;
}

/** Registration functions that page and component files call. */
export interface ComponentEnv {
  Page(definition: object): void;
  Component(definition: object): void;
  Behavior(definition: object): unknown;
}

interface CodeSpace {
  addCompiledTemplate(path: string, content: object): void;
  addComponentStaticConfig(path: string, content: object): void;
  componentEnv<T>(path: string, run: (env: ComponentEnv) => T): T;
}

interface Adapter {
  MiniProgramEnv: new () => {
    createCodeSpace(id: string, main: boolean): CodeSpace;
    associateBackend(): { createRoot(tag: string, space: CodeSpace, url: string): FrameworkRoot };
  };
}

interface TemplateWarning {
  level: number;
  message: string;
}

interface Compiler {
  TmplGroup: new () => {
    addScript(path: string, source: string): void;
    addTmpl(path: string, source: string): TemplateWarning[];
    getTmplGenObjectGroups(): string;
    free(): void;
  };
}

const require = createRequire(import.meta.url);
/** Warnings from this level on are errors of the template compiler. */
const errorLevel = 3;

let dom: JSDOM | undefined;

/** One DOM for the process: the framework looks for it among the globals when it is loaded. */
function ensureDom(): JSDOM {
  if (dom) return dom;
  dom = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true });
  const globals = globalThis as unknown as Record<string, unknown>;
  const { window } = dom;
  globals.window ??= window;
  globals.document ??= window.document;
  for (const name of ['Element', 'HTMLElement', 'Node', 'Text', 'MutationObserver', 'DocumentFragment']) {
    globals[name] ??= (window as unknown as Record<string, unknown>)[name];
  }
  return dom;
}

/** `bindtap=` is the old spelling of `bind:tap=`, which is the only one the template compiler knows. */
function modernEvents(wxml: string): string {
  return wxml.replace(/(\s)(mut-bind|capture-bind|capture-catch|bind|catch)([a-z]\w*)=/g, '$1$2:$3=');
}

/** A page on the screen: its instance and the element it lives in. */
export interface MountedPage {
  instance: PageInstance;
  element: HTMLElement;
  release(): void;
}

/** A built mini-program inside WeChat's component framework. */
export interface Framework {
  /** Runs a page or component file with its registration functions. */
  define(path: string, run: (env: ComponentEnv) => void): void;
  mount(page: string): MountedPage;
  /** The framework's node behind a DOM element. */
  nodeOf(element: Element): FrameworkNode | undefined;
}

/**
 * Compiles every template and script of the build and prepares the framework for its pages.
 * @throws Error when a template does not compile
 */
export function createFramework(files: DistFiles): Framework {
  const { window } = ensureDom();
  const { document } = window;
  const adapter = require('glass-easel-miniprogram-adapter') as Adapter;
  const compiler = require('glass-easel-template-compiler') as Compiler;
  const space = new adapter.MiniProgramEnv();
  const code = space.createCodeSpace('', true);
  const group = new compiler.TmplGroup();
  const templates: string[] = [];
  for (const file of files.sizes.keys()) {
    const extension = path.posix.extname(file);
    const name = file.slice(0, file.length - extension.length);
    if (extension === '.wxs') group.addScript(name, files.read(file));
    if (extension !== '.wxml') continue;
    templates.push(name);
    const problem = group
      .addTmpl(name, modernEvents(files.read(file)))
      .find(({ level }) => level >= errorLevel);
    if (problem) throw new Error(`${file}: ${problem.message}`);
  }
  const groupList = new Function(`return ${group.getTmplGenObjectGroups()}`)() as Record<string, unknown>;
  group.free();
  for (const name of templates) {
    code.addCompiledTemplate(name, { groupList, content: groupList[name] });
    if (files.has(`${name}.json`))
      code.addComponentStaticConfig(name, JSON.parse(files.read(`${name}.json`)) as object);
  }
  const backend = space.associateBackend();
  return {
    define: (name, run) => code.componentEnv(name, run),
    mount(page) {
      const element = document.createElement('div');
      const placeholder = document.createElement('div');
      element.appendChild(placeholder);
      document.body.appendChild(element);
      const root = backend.createRoot('page', code, page);
      root.attach(element, placeholder);
      return {
        instance: root.get(),
        element,
        release() {
          root.release();
          element.remove();
        },
      };
    },
    nodeOf: (element) => (element as unknown as { __wxElement?: FrameworkNode }).__wxElement,
  };
}
