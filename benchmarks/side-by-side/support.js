// What both measurements need: processes, figures, tables.
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const everthread = path.join(root, 'everthread');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'everthread-benchmark-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

// Nothing of the caller's own configuration.
const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(EVERTHREAD|OPENAI|XDG|NODE_OPTIONS|JAVA_TOOL)/.test(name)),
);
env.HOME = scratch;
env.NO_COLOR = '1';

/** Installs the peer's package and lets the launcher build, so that neither is measured. */
function prepare() {
    if (!fs.existsSync(path.join(__dirname, 'node_modules/openai'))) {
        const install = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
        execFileSync('npm', install, { cwd: __dirname, stdio: ['ignore', 2, 2] });
    }
    execFileSync(everthread, ['--version'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The JVM that the launcher would take too. */
function java(program) {
    return process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', program) : program;
}

function rounds(usual) {
    const given = Number(process.argv[2] ?? usual);
    if (!Number.isInteger(given) || given < 1) {
        console.error(`usage: ${path.basename(process.argv[1])} [ROUNDS]   (${usual})`);
        process.exit(2);
    }
    return given;
}

/** The value that the share `of` does not exceed; of few values the largest. */
function quantile(values, of) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * of) - 1)];
}

const median = (values) => quantile(values, 0.5);
const p99 = (values) => quantile(values, 0.99);
const min = (values) => Math.min(...values);

function table(headers, rows) {
    console.log(`| ${headers.join(' | ')} |`);
    console.log(`|${headers.map((header, i) => (i === 0 ? ' --- ' : ' ---: ')).join('|')}|`);
    rows.forEach((row) => console.log(`| ${row.join(' | ')} |`));
    console.log();
}

/** What is measured on; the figures of a busy machine are worth little, so its load stands there too. */
function machine() {
    const version = spawnSync(java('java'), ['-version'], { encoding: 'utf8' }).stderr.split('\n')[1];
    const load = os.loadavg()[0].toFixed(2);
    console.log(`${os.cpus().length} × ${os.cpus()[0].model}, ${version}, Node ${process.version}, load ${load}\n`);
}

module.exports = { everthread, scratch, env, prepare, java, rounds, median, p99, min, table, machine };
