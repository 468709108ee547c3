/** The source of a function that a page runs; it is text because the pages' world is not Node's. */
export type PageScript = string;

/** `[url, init]`: the result of a `fetch`, as the text that the page could read. */
export const FETCH: PageScript = `async ([url, init]) => {
  try {
    const response = await fetch(url, init);
    return response.type + ' ' + response.status + ' ' + (await response.text());
  } catch (error) {
    return String(error);
  }
}`;

/** `[url, body, types]`: sends a body by a beacon of each content type, and by a ping. */
export const BEACONS: PageScript = `async ([url, body, types]) => {
  navigator.sendBeacon(url, body);
  for (const type of types) {
    try {
      navigator.sendBeacon(url, new Blob([body], { type }));
    } catch {
      // Some types are refused by the browser itself.
    }
  }
  const link = document.createElement('a');
  Object.assign(link, { href: '#', ping: url });
  document.body.append(link);
  link.click();
}`;

/** `[url]`: makes elements of many kinds get a URL, and a WebSocket. */
export const ELEMENTS: PageScript = `async ([url]) => {
  const ended = [];
  const settled = (target) => new Promise((resolve) => {
    target.addEventListener('load', resolve);
    target.addEventListener('error', resolve);
  });
  for (const name of ['img', 'script', 'iframe', 'embed']) {
    const element = document.createElement(name);
    element.setAttribute('src', url);
    ended.push(settled(element));
    document.body.append(element);
  }
  const socket = new WebSocket(url.replace('http', 'ws'));
  ended.push(settled(socket));
  const late = new Promise((resolve) => setTimeout(resolve, 5000));
  await Promise.race([Promise.all(ended), late]);
}`;

/** `[action, enctype, target, name, value]`: sends a form of one field. */
export const FORM: PageScript = `([action, enctype, target, name, value]) => {
  const frame = document.createElement('iframe');
  frame.name = 'frame';
  const form = document.createElement('form');
  Object.assign(form, { action, enctype, target, method: 'POST' });
  const input = document.createElement('input');
  Object.assign(input, { name, value });
  form.append(input);
  document.body.append(frame, form);
  setTimeout(() => form.submit());
}`;

/** `[url]`: leaves for another page, when the script has ended. */
export const LINK: PageScript = `([url]) => {
  setTimeout(() => { location.href = url; });
}`;
