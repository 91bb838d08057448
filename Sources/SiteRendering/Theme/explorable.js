// Computes a page again when a reader moves a control. Loaded when one is first touched, or when the page's
// address says where the controls are. The page's own program, compiled from its cells, runs in a worker, so
// that it cannot hold up the page.
(() => {
  // What runs in the worker: each run begins anew, with the same memory as the first.
  const worker = () => {
    let compiled;
    const run = async (module, numbers) => {
      compiled ??= WebAssembly.compile(module);
      const output = [];
      let memory;
      const input = new TextEncoder().encode(numbers.map((number) => `${number}\n`).join(""));
      const bytes = (list) => {
        const view = new DataView(memory.buffer);
        return [view, view.getUint32(list, true), view.getUint32(list + 4, true)];
      };
      const wasi = {
        fd_write: (file, list, count, written) => {
          const [view, start, length] = bytes(list);
          output.push(new Uint8Array(memory.buffer, start, length).slice());
          view.setUint32(written, length, true);
          return 0;
        },
        fd_read: (file, list, count, read) => {
          const [view, start] = bytes(list);
          new Uint8Array(memory.buffer).set(input, start);
          view.setUint32(read, input.length, true);
          return 0;
        },
      };
      const imports = { wasi_snapshot_preview1: wasi };
      const instance = await WebAssembly.instantiate(await compiled, imports);
      memory = instance.exports.memory;
      instance.exports._start();
      return new TextDecoder().decode(await new Blob(output).arrayBuffer());
    };
    self.onmessage = async ({ data: { module, numbers, turn } }) => {
      try {
        self.postMessage({ turn, text: await run(module, numbers) });
      } catch (error) {
        self.postMessage({ turn, fault: String(error) });
      }
    };
  };

  const timeLimit = 2000;
  const quietTime = 700;
  const article = document.querySelector("[data-program]");
  let program;
  let module;
  let runner;
  /// The numbers that the program gets, in the order of its controls.
  let numbers = [];
  let running = false;
  let waiting = false;
  let clock;
  let changes = 0;

  const decoded = (text) => {
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    return bytes;
  };
  const bits = new DataView(new ArrayBuffer(8));
  const kinds = {
    slider: {
      read: (text) => { bits.setFloat64(0, Number(text)); return String(bits.getBigUint64(0)); },
      text: (number) => { bits.setBigUint64(0, BigInt(number)); return String(bits.getFloat64(0)); },
    },
    stepper: {
      read: (text) => String(BigInt.asUintN(64, BigInt(Math.trunc(Number(text))))),
      text: (number) => String(BigInt.asIntN(64, BigInt(number))),
    },
    toggle: { read: (text) => (text === "true" ? "1" : "0"), text: (number) => String(number === "1") },
    picker: {
      read: (text, { options }) => String(options.indexOf(text)),
      text: (number, { options }) => options[Number(number)],
    },
  };

  // MARK: Controls

  const text = (index) => {
    const control = program.controls[index];
    return kinds[control.kind].text(numbers[index], control);
  };

  const inputs = (index) =>
    article.querySelectorAll(`.control[data-control="${index}"] :is(input, select)`);
  const scrubs = (index) => article.querySelectorAll(`.scrub[data-control="${index}"]`);

  // An input that is not on the page counts steps as one that is.
  const model = (index) => {
    const input = inputs(index)[0];
    if (input) return input;
    const scrub = scrubs(index)[0];
    const step = program.controls[index].kind === "stepper" ? 1 : "any";
    return Object.assign(document.createElement("input"), {
      type: "range", min: scrub.ariaValueMin, max: scrub.ariaValueMax, step,
      value: text(index),
    });
  };

  const show = (index) => {
    const now = text(index);
    for (const input of inputs(index)) {
      if (input.type === "checkbox") input.checked = now === "true";
      else if (input.value !== now) input.value = now;
    }
    for (const scrub of scrubs(index)) scrub.setAttribute("aria-valuenow", now);
  };

  const set = (index, text) => {
    const control = program.controls[index];
    const number = kinds[control.kind].read(text, control);
    if (numbers[index] === number) return;
    numbers[index] = number;
    show(index);
    compute();
  };

  const value = (input) => (input.type === "checkbox" ? String(input.checked) : input.value);

  const reset = () => {
    numbers = program.controls.map(({ initial }) => initial);
    numbers.forEach((number, index) => show(index));
    compute();
  };

  // MARK: Running

  const start = () => {
    const source = URL.createObjectURL(
      new Blob([`(${worker})()`], { type: "text/javascript" }));
    runner = new Worker(source);
    URL.revokeObjectURL(source);
    runner.onmessage = ({ data }) => finish(data);
    runner.onerror = () => finish({ fault: "the worker stopped" });
  };

  const compute = () => {
    if (running) { waiting = true; return; }
    running = true;
    runner ?? start();
    clock = setTimeout(() => {
      runner.terminate();
      runner = undefined;
      finish({ fault: "too long" });
    }, timeLimit);
    runner.postMessage({ module, numbers });
  };

  const finish = ({ text, fault }) => {
    clearTimeout(clock);
    running = false;
    const before = waiting;
    waiting = false;
    if (text === undefined) stop(fault);
    else if (!before) requestAnimationFrame(() => apply(text));
    else apply(text);
    if (before) compute();
  };

  const message = (text) => {
    let place = article.querySelector(".exploring");
    if (!place) {
      place = document.createElement("p");
      place.className = "exploring";
      place.innerHTML = '<span role="status"></span> <button type="button">Reset</button>';
      place.querySelector("button").addEventListener("click", reset);
      article.append(place);
    }
    return place;
  };

  const stop = (fault) => {
    article.classList.add("stale");
    message().querySelector("span").textContent =
      fault === "too long"
        ? "With these values, the program takes too long for a page."
        : "With these values, the program stops.";
    message().hidden = false;
    remember();
    article.dispatchEvent(new Event("computed"));
  };

  // MARK: Showing

  const unescaped = (field) => field.replace(/\\(.)/g, (_, letter) =>
    letter === "t" ? "\t" : letter === "n" ? "\n" : letter);

  const read = (text) => {
    const frame = { values: new Map(), displays: new Map(), printed: new Map() };
    let unit;
    for (const line of text.split("\n")) {
      const [kind, ...fields] = line.split("\t").map(unescaped);
      const key = `${unit} ${fields.slice(0, 4).join(":")}`;
      if (kind === "unit") { unit = fields[0]; frame.printed.set(unit, ""); }
      else if (kind === "printed") frame.printed.set(unit, fields[0]);
      else if (kind === "html") frame.displays.set(unit, fields[6]);
      else if (kind === "value") {
        const [count, whole, short, isRounded, full] = fields.slice(4);
        const value = { count, whole, short, isRounded: isRounded === "1", full };
        frame.values.set(key, value);
        frame.values.set(`${unit} `, value);
      }
    }
    return frame;
  };

  const write = (element, text) => {
    if (!element || element.textContent === text) return;
    element.textContent = text;
    changes += 1;
  };

  const mark = (samp, name, text, before) => {
    const present = samp.querySelector(`:scope > .${name}`);
    if (text === undefined) { present?.remove(); return; }
    if (present) { write(present, text); return; }
    const made = Object.assign(document.createElement("span"), { className: name, textContent: text });
    samp.insertBefore(made, before);
  };

  const fill = (tip, value) => {
    if (tip.localName === "output") {
      if (value) write(tip, (value.isRounded ? "≈" : "") + value.short);
      return;
    }
    const samp = tip.parentElement;
    const short = samp.querySelector(":scope > .short");
    samp.classList.toggle("absent", !value);
    if (!value) return;
    samp.classList.toggle("rounded", value.isRounded);
    mark(samp, "about", value.isRounded ? "≈" : undefined, short);
    write(short, value.short);
    if (!samp.closest("pre")) short.classList.toggle("long", [...value.short].length > 24);
    mark(samp, "count", Number(value.count) > 1 ? `×${value.count}` : undefined, tip);
    tip.querySelector(".full").textContent = value.full;
  };

  const apply = (text) => {
    const frame = read(text);
    changes = 0;
    article.classList.remove("stale");
    for (const [unit, place, id] of program.sites) {
      const tip = document.getElementById(id);
      if (tip) fill(tip, frame.values.get(`${unit} ${place}`));
    }
    for (const cell of article.querySelectorAll("[data-unit]")) {
      const { unit } = cell.dataset;
      print(cell, frame.printed.get(unit));
      display(cell, frame.displays.get(unit));
    }
    for (const [unit, place] of program.claims) {
      const holds = frame.values.get(`${unit} ${place}`)?.whole === "true";
      const claim = article.querySelector(`[data-unit="${unit}"] .claim`);
      if (claim) state(claim, holds);
    }
    if (isMoved() || article.querySelector(".exploring")) message().hidden = !isMoved();
    remember();
    announce();
    article.dispatchEvent(new Event("computed"));
  };

  const print = (cell, text) => {
    const place = cell.querySelector(".printed:not(.errors) samp");
    if (!place || text === undefined || cell.querySelector(".printed details")) return;
    write(place, text);
  };

  const state = (claim, holds) => {
    claim.dataset.built ??= claim.innerHTML;
    claim.classList.toggle("broken", !holds);
    if (holds) claim.innerHTML = claim.dataset.built;
    else claim.textContent = "✗ Does not hold with these values";
    if (holds) delete claim.dataset.built;
  };

  const display = (cell, html) => {
    const place = cell.querySelector(".display");
    if (!place || html === undefined) return;
    const made = document.createElement("template");
    made.innerHTML = html;
    if (place.querySelector(":scope > .chart")) draw(place, made.content);
    else tabulate(place, made.content);
  };

  // A chart's drawings, for wide and narrow columns. Their words and their data are those of the build, and are put
  // away while they do not fit.
  const draw = (place, made) => {
    const fresh = made.querySelectorAll("svg");
    place.querySelectorAll(".chart > div > svg").forEach((svg, index) => {
      const [title, words] = svg.querySelectorAll("title, desc");
      const name = title.id.replace(/-t$/, "");
      fresh[index].querySelectorAll("title, desc").forEach((part) => part.remove());
      const own = fresh[index].getAttribute("aria-labelledby").replace(/-t .*/, "");
      const markup = fresh[index].innerHTML.replaceAll(own, name);
      const before = svg.innerHTML;
      words.dataset.built ??= words.textContent;
      svg.innerHTML = title.outerHTML + words.outerHTML + markup;
      svg.setAttribute("viewBox", fresh[index].getAttribute("viewBox"));
      svg.querySelector("desc").textContent = isMoved() ? "Drawn with the values of the controls." : words.dataset.built;
      if (!isMoved()) svg.querySelector("desc").removeAttribute("data-built");
      if (svg.innerHTML !== before) changes += 1;
    });
    for (const part of place.querySelectorAll(".chart-data, .chart-note")) part.toggleAttribute("hidden", isMoved());
  };

  const isMoved = () => program.controls.some(({ initial }, index) => initial !== numbers[index]);

  // Only the numbers that have changed are replaced, so that what a reader has focused stays.
  const tabulate = (place, made) => {
    const [old, fresh] = [place, made].map((root) => [...root.querySelectorAll("td, th")]);
    if (old.length !== fresh.length) {
      place.querySelector("table").replaceWith(made.querySelector("table"));
      changes += 1;
      return;
    }
    old.forEach((cell, index) => {
      const next = fresh[index];
      const [number, other] = [cell, next].map((entry) => entry.querySelector("data"));
      if (number && other) {
        write(number, other.textContent);
        number.setAttribute("value", other.getAttribute("value"));
        if (other.hasAttribute("class")) number.className = other.className;
        else number.removeAttribute("class");
      } else if (cell.textContent !== next.textContent) {
        cell.innerHTML = next.innerHTML;
        changes += 1;
      }
    });
  };

  // MARK: Address and announcements

  let remembering;
  const remember = () => {
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      const moved = program.controls
        .map(({ name, initial }, index) =>
          initial === numbers[index] ? "" : `${[name, text(index)].map(encodeURIComponent).join("=")}`)
        .filter(Boolean);
      const place = moved.length > 0 ? `#${moved.join("&")}` : location.pathname + location.search;
      if (moved.length > 0 || location.hash.includes("=")) history.replaceState(null, "", place);
    }, 250);
  };

  const recall = () => {
    const told = new URLSearchParams(location.hash.slice(1));
    program.controls.forEach(({ name }, index) => {
      const text = told.get(name);
      if (text !== null && isPossible(index, text)) set(index, text);
    });
  };

  const isPossible = (index, text) => {
    const input = model(index);
    if (input.type === "checkbox") return text === "true" || text === "false";
    if (input.localName === "select") return [...input.options].some(({ value }) => value === text);
    const number = Number(text);
    return text !== "" && number >= Number(input.min) && number <= Number(input.max);
  };

  let announcing;
  const announce = () => {
    clearTimeout(announcing);
    if (changes === 0) return;
    const count = changes;
    announcing = setTimeout(() => {
      const told = program.controls.flatMap(({ label, initial }, index) =>
        initial === numbers[index] ? [] : `${label} ${text(index)}`);
      message().querySelector("span").textContent =
        told.length > 0 ? `Computed in this page with ${told.join(", ")}: ${count} changes.` : "As built.";
    }, quietTime);
  };

  // MARK: Moving

  const index = (element) => Number(element.closest("[data-control]").dataset.control);

  article.addEventListener("input", ({ target }) => {
    if (target.closest(".control")) set(index(target), value(target));
  });

  const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
  article.addEventListener("keydown", (event) => {
    const scrub = event.target.closest(".scrub");
    if (!scrub || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = model(index(scrub));
    input.value = text(index(scrub));
    if (event.key === "Home") input.value = input.min;
    else if (event.key === "End") input.value = input.max;
    else if (steps[event.key] > 0) input.stepUp(steps[event.key]);
    else if (steps[event.key] < 0) input.stepDown(-steps[event.key]);
    else return;
    event.preventDefault();
    set(index(scrub), input.value);
  });

  article.addEventListener("pointerdown", (event) => {
    const scrub = event.target.closest(".scrub");
    if (scrub && !event.target.closest(".tip")) drag(scrub, event);
  });

  // Across 300 pixels, a number goes through its range.
  const drag = (scrub, { clientX, pointerId }) => {
    const at = index(scrub);
    const input = model(at);
    const from = Number(text(at));
    const scale = (Number(input.max) - Number(input.min)) / 300;
    scrub.setPointerCapture(pointerId);
    const move = (event) => {
      const target = from + (event.clientX - clientX) * scale;
      const before = input.value;
      input.value = String(target);
      if (input.value !== before) set(at, input.value);
    };
    const end = () => {
      scrub.removeEventListener("pointermove", move);
      scrub.removeEventListener("pointerup", end);
      scrub.removeEventListener("pointercancel", end);
    };
    scrub.addEventListener("pointermove", move);
    scrub.addEventListener("pointerup", end);
    scrub.addEventListener("pointercancel", end);
  };

  addEventListener("hashchange", () => location.hash.includes("=") && recall());

  const begin = (loaded, bytes) => {
    program = loaded;
    module = decoded(bytes);
    numbers = program.controls.map(({ initial }) => initial);
    start();
    // What was moved while this was loaded.
    program.controls.forEach((_, at) => {
      const input = inputs(at)[0];
      if (input && "touched" in input.dataset) set(at, value(input));
    });
    if (location.hash.includes("=")) recall();
    article.dispatchEvent(new Event("explorable"));
  };
  // Computes all again, moved or not.
  article.addEventListener("compute", compute);
  // The page's program may have been loaded before this, or is yet to come.
  if (self.literateGiven) begin(...self.literateGiven);
  else self.literateProgram = begin;
})();
